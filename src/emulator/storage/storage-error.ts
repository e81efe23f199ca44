import type { HttpResponse } from '../../config-api/transport.ts';
import { emptyAnswer, jsonAnswer } from '../answers.ts';

/** A storage call that is refused (9.9). */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly httpStatus: number;
  readonly reason: string;

  constructor(httpStatus: number, reason: string, message: string) {
    super(message);
    this.httpStatus = httpStatus;
    this.reason = reason;
  }

  /** The answer; 304 has no body. */
  toAnswer(): HttpResponse {
    const { httpStatus: code, message, reason } = this;
    if (code === 304) return emptyAnswer(304);
    return jsonAnswer(code, { error: { code, message, errors: [{ message, domain: 'global', reason }] } });
  }
}

/** 404 for a bucket. */
export function bucketNotFound(): StorageError {
  return new StorageError(404, 'notFound', 'The specified bucket does not exist.');
}

/** 404 for an object. */
export function objectNotFound(bucket: string, name: string): StorageError {
  return new StorageError(404, 'notFound', `No such object: ${bucket}/${name}`);
}

/** 400 for an argument. */
export function invalidArgument(message: string): StorageError {
  return new StorageError(400, 'invalid', message);
}

import type { JsonObject } from '../../config-api/json.ts';
import type { HttpResponse } from '../../config-api/transport.ts';
import { emptyAnswer } from '../answers.ts';
import { requireBucket } from './buckets.ts';
import { splitMultipart } from './multipart.ts';
import { objectName, storeUpload } from './new-object.ts';
import { checkPreconditions } from './preconditions.ts';
import { parseJsonObject, type StorageCall } from './storage-call.ts';
import { invalidArgument, StorageError } from './storage-error.ts';

/** A resumable upload under way; kept in memory only. */
export interface UploadSession {
  readonly bucket: string;
  /** Query of the request that began it: name and conditions. */
  readonly query: string;
  readonly metadata: JsonObject;
  readonly contentType: string | undefined;
  readonly received: Uint8Array;
}

/** Inserts an object (9.2), or begins a resumable upload. */
export function insert(call: StorageCall, bucket: string): HttpResponse {
  const { query, request } = call;
  const contentType = request.headers['content-type'];
  switch (query.get('uploadType')) {
    case 'media':
      return storeUpload(call, bucket, { metadata: {}, content: request.body, contentType });
    case 'multipart':
      return insertMultipart(call, bucket, contentType ?? '');
    case 'resumable':
      return beginResumable(call, bucket);
    default:
      throw invalidArgument(`Invalid value for uploadType: '${query.get('uploadType') ?? ''}'`);
  }
}

function insertMultipart(call: StorageCall, bucket: string, contentType: string): HttpResponse {
  const [first, second, ...rest] = splitMultipart(call.request.body, contentType);
  if (first === undefined || second === undefined || rest.length > 0) {
    throw invalidArgument('A multipart upload has two parts: metadata and content');
  }
  const metadata = parseJsonObject(new TextDecoder().decode(first.content));
  return storeUpload(call, bucket, { metadata, content: second.content, contentType: second.headers['content-type'] });
}

function beginResumable(call: StorageCall, bucket: string): HttpResponse {
  const { world, query, request, origin } = call;
  const metadata = parseJsonObject(new TextDecoder().decode(request.body));
  requireBucket(call, bucket);
  checkPreconditions(query, world.objects.object(bucket, objectName(query, metadata)), false);
  const id = world.random.uuid(`upload ${world.next()}`);
  world.uploads.set(id, {
    bucket,
    query: query.toString(),
    metadata,
    contentType: request.headers['x-upload-content-type'],
    received: new Uint8Array(),
  });
  const parameters = new URLSearchParams({ ...Object.fromEntries(query), upload_id: id });
  const location = `${origin}/upload/storage/v1/b/${encodeURIComponent(bucket)}/o?${parameters.toString()}`;
  return emptyAnswer(200, { location, 'x-guploader-uploadid': id });
}

/** Takes a chunk of a resumable upload, or tells how much there is (9.7). */
export function continueResumable(call: StorageCall): HttpResponse {
  const id = call.query.get('upload_id') ?? '';
  const session = call.world.uploads.get(id);
  if (session === undefined) throw new StorageError(404, 'notFound', 'The upload does not exist');
  const { body, headers } = call.request;
  const chunk = parseContentRange(headers['content-range'], session.received.byteLength, body.byteLength);
  if (chunk.start > session.received.byteLength) throw invalidArgument('A chunk is missing before this one');
  const known = session.received.byteLength - chunk.start;
  const received =
    body.byteLength === 0
      ? session.received
      : joined(session.received, body.subarray(Math.min(known, body.byteLength)));
  if (received.byteLength > call.world.settings.maxUploadBytes) {
    call.world.uploads.delete(id);
    throw new StorageError(413, 'uploadTooLarge', 'The upload is larger than the emulator keeps');
  }
  if (chunk.total === undefined || received.byteLength < chunk.total) {
    call.world.uploads.set(id, { ...session, received });
    return emptyAnswer(308, received.byteLength === 0 ? {} : { range: `bytes=0-${received.byteLength - 1}` });
  }
  const { bucket, metadata, contentType } = session;
  const answer = storeUpload({ ...call, query: new URLSearchParams(session.query) }, bucket, {
    metadata,
    content: received,
    contentType,
  });
  call.world.uploads.delete(id);
  return answer;
}

/** Forgets a resumable upload; the service answers 499. */
export function abortResumable(call: StorageCall): HttpResponse {
  const id = call.query.get('upload_id') ?? '';
  if (!call.world.uploads.delete(id)) throw new StorageError(404, 'notFound', 'The upload does not exist');
  return emptyAnswer(499);
}

interface Chunk {
  /** Offset of its first byte. */
  readonly start: number;
  /** Size of the whole upload; undefined while the sender does not know it. */
  readonly total: number | undefined;
}

// Forms: `bytes 0-524287/2000000`, `bytes 0-9/*`, and with `*` in place of the range a status query; without header the body is all of it.
function parseContentRange(header: string | undefined, received: number, size: number): Chunk {
  if (header === undefined) return { start: 0, total: size };
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(header.trim());
  if (match === null) throw invalidArgument(`Invalid Content-Range: '${header}'`);
  const total = match[3] === '*' ? undefined : Number(match[3]);
  if (match[1] === undefined) return { start: received, total };
  const start = Number(match[1]);
  const end = Number(match[2]) + 1;
  if (end - start !== size || (total !== undefined && end > total)) {
    throw invalidArgument(`Content-Range '${header}' does not fit a body of ${size} bytes`);
  }
  return { start, total };
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.byteLength === 0) return right;
  const result = new Uint8Array(left.byteLength + right.byteLength);
  result.set(left);
  result.set(right, left.byteLength);
  return result;
}

import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { jsonAnswer } from './answers.ts';
import { ApiError } from './api-error.ts';
import { answerConfigCall } from './config-service.ts';
import { answerControlCall, isControlPath } from './control.ts';
import { settle } from './operations/settle.ts';
import { answerSignedCall, isSignedPath } from './signed-urls.ts';
import { answerStorageCall, isStoragePath } from './storage/storage-service.ts';
import type { World } from './world.ts';

/**
 * Plays what is due, then answers a request by the part its path belongs to, and keeps what both changed. Synchronous, so that
 * requests never interleave.
 */
export function dispatch(world: World, request: HttpRequest): HttpResponse {
  const answer = answerOf(world, request);
  try {
    world.keepChanges();
    return answer;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refusal(new ApiError('UNAVAILABLE', `The emulator cannot write its state: ${message}`));
  }
}

function answerOf(world: World, request: HttpRequest): HttpResponse {
  const url = parseUrl(request.url);
  if (url === undefined) return refusal(new ApiError('INVALID_ARGUMENT', 'The URL is malformed'));
  if (request.headers['origin'] !== undefined) {
    return refusal(new ApiError('PERMISSION_DENIED', 'The emulator does not answer web pages'));
  }
  settle(world);
  const answer = isControlPath(url.pathname)
    ? answerControlCall
    : isStoragePath(url.pathname)
      ? answerStorageCall
      : isSignedPath(url.pathname)
        ? answerSignedCall
        : answerConfigCall;
  return answer(world, request, url);
}

function parseUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

function refusal(error: ApiError): HttpResponse {
  return jsonAnswer(error.httpStatus, error.toBody());
}

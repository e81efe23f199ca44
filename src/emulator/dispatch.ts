import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { jsonAnswer } from './answers.ts';
import { ApiError } from './api-error.ts';
import { answerConfigCall } from './config-service.ts';
import { settle } from './operations/settle.ts';
import { answerSignedCall, isSignedPath } from './signed-urls.ts';
import { isStoragePath } from './storage/storage-route.ts';
import { answerStorageCall } from './storage/storage-service.ts';
import type { World } from './world.ts';

/**
 * Plays what is due, then answers a request by the part its path belongs to, and keeps what both changed. Synchronous, so that
 * requests never interleave.
 */
export function dispatch(world: World, request: HttpRequest, url: URL): HttpResponse {
  settle(world);
  return kept(world, partOf(url.pathname)(world, request, url));
}

type Part = (world: World, request: HttpRequest, url: URL) => HttpResponse;

function partOf(path: string): Part {
  if (isStoragePath(path)) return answerStorageCall;
  return isSignedPath(path) ? answerSignedCall : answerConfigCall;
}

/** An answer once what it tells of is kept (20.2); a refusal when that fails (20.8). */
export function kept(world: World, answer: HttpResponse): HttpResponse {
  try {
    world.keepChanges();
    return answer;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const refusal = new ApiError('UNAVAILABLE', `The emulator cannot write its state: ${message}`);
    return jsonAnswer(refusal.httpStatus, refusal.toBody());
  }
}

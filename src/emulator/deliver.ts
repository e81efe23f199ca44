import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { jsonAnswer } from './answers.ts';
import { ApiError } from './api-error.ts';
import { answerControlCall, isControlPath } from './control.ts';
import { dispatch, kept } from './dispatch.ts';
import { BrokenConnection } from './faults/broken-connection.ts';
import type { RequestFault } from './faults/fault.ts';
import { faultAnswer } from './faults/fault-answer.ts';
import { type Subject, subjectOf } from './subject.ts';
import { timestamp } from './timestamp.ts';
import type { World } from './world.ts';

/**
 * Answers a request, with what faults do to it, and logs it.
 * Rejects with BrokenConnection when a fault breaks the connection; never for another reason that lies in the request.
 */
export async function deliver(world: World, request: HttpRequest): Promise<HttpResponse> {
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  if (url === undefined) return refusal(new ApiError('INVALID_ARGUMENT', 'The URL is malformed'));
  if (request.headers['origin'] !== undefined) {
    return refusal(new ApiError('PERMISSION_DENIED', 'The emulator does not answer web pages'));
  }
  if (isControlPath(url.pathname)) return kept(world, await answerControlCall(world, request, url));
  const subject = subjectOf(request, url);
  const fault = subject === undefined ? undefined : world.faults.takeRequest(subject.method, subject.resource);
  const log = (status?: number): void => {
    const { method, resource } = subject ?? { method: `${request.method} ${url.pathname}` };
    const time = timestamp(world.settings.clock.now());
    world.requests.add({
      time,
      method,
      ...(resource === undefined ? {} : { resource }),
      ...(status === undefined ? {} : { status }),
      ...(fault === undefined ? {} : { fault: fault.effect }),
    });
  };
  try {
    const once = (): HttpResponse => dispatch(world, request, url);
    const answer =
      subject === undefined || fault === undefined ? once() : await disturbed(world, request, fault, subject, once);
    log(answer.status);
    return answer;
  } catch (error) {
    log();
    throw error;
  }
}

/** Handles a request as a fault has it; `handle` handles it once. */
async function disturbed(
  world: World,
  request: HttpRequest,
  fault: RequestFault,
  subject: Subject,
  handle: () => HttpResponse,
): Promise<HttpResponse> {
  const instead = faultAnswer(fault, subject);
  if (instead !== undefined) return kept(world, instead);
  switch (fault.effect) {
    case 'reset': {
      // Whether it took effect is what the caller cannot know.
      if (fault.when === 'after') handle();
      else kept(world, noAnswer);
      throw new BrokenConnection(`the connection was reset: ${fault.message}`);
    }
    case 'truncate': {
      const answer = handle();
      throw new BrokenConnection(`the connection was reset within the answer: ${fault.message}`, {
        answer,
        bytes: fault.bytes,
      });
    }
    case 'repeat':
      handle();
      return handle();
    case 'lose':
      world.tables.lostOperations.put(subject.resource, { name: subject.resource });
      return handle();
    default: {
      await world.settings.clock.sleep(delayOf(fault, request));
      return handle();
    }
  }
}

function delayOf(fault: RequestFault, { body }: HttpRequest): number {
  if (fault.effect === 'delay') return fault.delayMs;
  return fault.effect === 'slow' ? Math.ceil((body.byteLength * 1000) / fault.bytesPerSecond) : 0;
}

const noAnswer: HttpResponse = { status: 0, headers: {}, body: new Uint8Array() };

function refusal(error: ApiError): HttpResponse {
  return jsonAnswer(error.httpStatus, error.toBody());
}

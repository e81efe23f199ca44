import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { isVirtual } from '../config-api/virtual-clock.ts';
import { jsonAnswer } from './answers.ts';
import { ApiError, invalidField, invalidFields } from './api-error.ts';
import { controlBody } from './control-body.ts';
import { answerDriftCall } from './drift-control.ts';
import { type FaultyFault, readFaults } from './faults/read-faults.ts';
import { settle } from './operations/settle.ts';
import { answerQuotaCall } from './quotas/quota-call.ts';
import { rememberedRequests } from './request-log.ts';
import { markNames } from './tables.ts';
import { timestamp } from './timestamp.ts';
import type { World } from './world.ts';

/** Whether a path is for the emulator itself. */
export function isControlPath(path: string): boolean {
  return path === '/_emulator' || path.startsWith('/_emulator/');
}

/** Answers a call to the emulator itself (10.1, 10.2, 12.4, 17.1, 21.10, 21.11, 22.1). */
export async function answerControlCall(world: World, request: HttpRequest, url: URL): Promise<HttpResponse> {
  try {
    settle(world);
    if (url.pathname === '/_emulator/drift') return answerDriftCall(world, request);
    if (url.pathname === '/_emulator/quotas') return answerQuotaCall(world, request);
    const call = calls[`${request.method} ${url.pathname}`];
    if (call === undefined) throw new ApiError('NOT_FOUND', `There is no ${request.method} ${url.pathname}`);
    return jsonAnswer(200, await call(world, request, url.searchParams));
  } catch (error) {
    if (error instanceof ApiError) return jsonAnswer(error.httpStatus, error.toBody());
    throw error;
  }
}

type ControlCall = (world: World, request: HttpRequest, query: URLSearchParams) => object | Promise<object>;

const calls: Readonly<Record<string, ControlCall>> = {
  'GET /_emulator/health': () => ({ status: 'ok' }),
  'GET /_emulator/faults': ({ faults }, _, query) =>
    query.has('recorded')
      ? { faults: faults.history.faults(), ...(faults.history.isComplete() ? {} : { incomplete: true }) }
      : { faults: faults.all() },
  'POST /_emulator/faults': addFaults,
  'DELETE /_emulator/faults': ({ faults }) => {
    faults.clear();
    return { faults: [] };
  },
  'GET /_emulator/requests': ({ requests }, _, query) => ({ requests: requests.last(countOf(query.get('last'))) }),
  'GET /_emulator/clock': shownClock,
  'POST /_emulator/clock': moveClock,
};

function addFaults({ faults }: World, request: HttpRequest): object {
  const read = readFaults(controlBody(request));
  if (read.faulty.length > 0) {
    throw invalidFields(read.faulty.map(({ path, message }) => ({ field: fieldOf(path), description: message })));
  }
  faults.add(read.faults);
  return { faults: faults.all() };
}

/** `faults[0].kind`. */
function fieldOf(path: FaultyFault['path']): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);
}

function countOf(text: string | null): number {
  if (text === null) return rememberedRequests;
  if (!/^\d{1,9}$/.test(text)) throw invalidField('last', 'must be a whole number from 0');
  return Number(text);
}

function shownClock({ settings: { clock } }: World): object {
  return { now: timestamp(clock.now()), kind: isVirtual(clock) ? 'virtual' : 'real' };
}

/** Moves a virtual clock on and plays what is due by then (22.1). */
async function moveClock(world: World, request: HttpRequest): Promise<object> {
  const { clock } = world.settings;
  if (!isVirtual(clock)) throw new ApiError('FAILED_PRECONDITION', 'The clock is the real one; see --clock virtual');
  const { advanceMs: ms } = controlBody(request);
  if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < 0 || ms > longestAdvanceMs) {
    throw invalidField('advanceMs', `must be a whole number from 0 to ${longestAdvanceMs}`);
  }
  await clock.advance(ms);
  world.tables.marks.put(markNames.clock, { value: clock.now() });
  settle(world);
  return shownClock(world);
}

/** A year. */
const longestAdvanceMs = 31_536_000_000;

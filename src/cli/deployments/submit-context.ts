import { randomUUID } from 'node:crypto';
import { realClock } from '../../config-api/real-clock.ts';
import type { SubmitContext } from '../../submit/deploy.ts';
import { defaultWatchPolicy } from '../../submit/watch-operation.ts';
import type { Io } from '../command.ts';
import type { Target } from './target.ts';

/** What submitting to a target needs: real time, fresh request ids, and an end when the user interrupts. */
export function submitContext(
  { api, storage }: Target,
  io: Pick<Io, 'signal'>,
  deploymentNames: ReadonlyMap<string, string> = new Map(),
): SubmitContext {
  return {
    api,
    storage,
    clock: realClock,
    policy: defaultWatchPolicy,
    signal: io.signal,
    newRequestId: randomUUID,
    deploymentNames,
  };
}

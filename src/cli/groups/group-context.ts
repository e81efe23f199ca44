import { randomUUID } from 'node:crypto';
import { realClock } from '../../config-api/real-clock.ts';
import type { GroupContext } from '../../submit/groups/apply-group.ts';
import { defaultWatchPolicy } from '../../submit/watch-operation.ts';
import type { Io } from '../command.ts';
import type { Target } from '../deployments/target.ts';

/** What groups at a target need: real time, fresh request ids, and an end when the user interrupts. */
export function groupContext({ api }: Target, io: Pick<Io, 'signal'>): GroupContext {
  return { api, clock: realClock, policy: defaultWatchPolicy, signal: io.signal, newRequestId: randomUUID };
}

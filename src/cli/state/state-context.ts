import { realClock } from '../../config-api/real-clock.ts';
import type { StateContext } from '../../submit/state/edit-state.ts';
import { defaultWatchPolicy } from '../../submit/watch-operation.ts';
import type { Io } from '../command.ts';
import type { Target } from '../deployments/target.ts';

/** What locks and states at a target need: real time, and an end when the user interrupts. */
export function stateContext({ api, cleanUpApi, plainRest }: Target, io: Pick<Io, 'signal'>): StateContext {
  return { api, cleanUpApi, plainRest, clock: realClock, policy: defaultWatchPolicy, signal: io.signal };
}

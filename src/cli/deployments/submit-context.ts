import { randomUUID } from 'node:crypto';
import { realClock } from '../../config-api/real-clock.ts';
import type { SubmitContext } from '../../submit/hold-deployment.ts';
import { type JournalStore, openJournal } from '../../submit/journal.ts';
import { defaultWatchPolicy } from '../../submit/watch-operation.ts';
import type { Io } from '../command.ts';
import type { Target } from './target.ts';

/** What submitting to a target needs: real time, fresh request ids, a journal, and an end when the user interrupts. */
export function submitContext(
  { api, storage, pacer, id }: Target,
  store: JournalStore,
  io: Pick<Io, 'signal'>,
  deploymentNames: ReadonlyMap<string, string> = new Map(),
): SubmitContext {
  return {
    api,
    storage,
    pacer,
    journal: openJournal(store, id, realClock.now),
    clock: realClock,
    policy: defaultWatchPolicy,
    signal: io.signal,
    newRequestId: randomUUID,
    deploymentNames,
  };
}

import type { Clock } from '../../../src/config-api/clock.ts';
import type { Transport } from '../../../src/config-api/transport.ts';
import { deleteDeployment } from '../../../src/submit/delete.ts';
import { deployBundle } from '../../../src/submit/deploy.ts';
import type { EventListener, SubmitResult } from '../../../src/submit/events.ts';
import { resumeDeployment, type SubmitContext } from '../../../src/submit/hold-deployment.ts';
import { type JournalStore, openJournal, readJournal } from '../../../src/submit/journal.ts';
import { pacedTransport } from '../../../src/submit/paced-transport.ts';
import { createPacer } from '../../../src/submit/pacer.ts';
import { restConfigApi } from '../../../src/submit/rest-config-api.ts';
import { defaultRetryPolicy } from '../../../src/submit/retry.ts';
import { restStagingStore } from '../../../src/submit/staging-store.ts';
import { defaultWatchPolicy } from '../../../src/submit/watch-operation.ts';
import { submitInWaves } from '../../../src/submit/waves.ts';
import { bundleOf, type Member, place } from './fleet.ts';

const url = 'http://service';

/** A fresh UUID at every call. */
export type NewId = () => string;

/** The client of one run: all of it but the surroundings is what the program uses. */
export function clientContext(transport: Transport, store: JournalStore, clock: Clock, newId: NewId): SubmitContext {
  const pacer = createPacer(clock);
  const rest = { transport: pacedTransport(transport, pacer), clock, random: () => 0.5, policy: defaultRetryPolicy };
  return {
    api: restConfigApi(url, rest),
    storage: restStagingStore(url, rest),
    pacer,
    clock,
    policy: defaultWatchPolicy,
    journal: openJournal(store, url, () => clock.now()),
    newRequestId: newId,
    deploymentNames: new Map(),
  };
}

/** What one run does: `versions` are the contents to deploy, by environment. */
export interface Task {
  readonly command: 'deploy' | 'resume' | 'delete';
  readonly members: readonly Member[];
  readonly versions: ReadonlyMap<string, number>;
  readonly maxConcurrent: number;
}

/** Runs a command over a fleet and returns the results by environment. */
export function runTask(
  { command, members, versions, maxConcurrent }: Task,
  context: SubmitContext,
  store: JournalStore,
  listen: EventListener,
): Promise<ReadonlyMap<string, SubmitResult>> {
  switch (command) {
    case 'deploy':
      return submitInWaves(members, { maxConcurrent }, listen, (member) =>
        deployBundle(bundleOf(member, versions.get(member.environment) ?? 0), context, listen),
      );
    case 'delete':
      return submitInWaves(members, { maxConcurrent, reverse: true }, listen, ({ environment, deploymentId }) =>
        deleteDeployment(environment, { ...place, deploymentId }, 'DELETE', context, listen),
      );
    case 'resume': {
      const open = readJournal(store).entries.map(({ environment, deployment }) => ({
        environment,
        deployment,
        dependsOn: [],
      }));
      return submitInWaves(open, { maxConcurrent }, listen, (held) => resumeDeployment(held, context, listen));
    }
  }
}

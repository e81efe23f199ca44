import { randomUUID } from 'node:crypto';
import { realClock } from '../../config-api/real-clock.ts';
import type { BundlePreviewContext } from '../../submit/previews/preview-bundle.ts';
import { defaultWatchPolicy } from '../../submit/watch-operation.ts';
import type { Io } from '../command.ts';
import type { Target } from '../deployments/target.ts';

/** What making previews at a target needs: real time, fresh request ids, and an end when the user interrupts. */
export function previewContext(
  { api, cleanUpApi, storage }: Target,
  io: Pick<Io, 'signal'>,
  deploymentNames: ReadonlyMap<string, string> = new Map(),
): BundlePreviewContext & { readonly api: Target['api']; readonly cleanUpApi: Target['api'] } {
  return {
    api,
    cleanUpApi,
    storage,
    clock: realClock,
    policy: defaultWatchPolicy,
    signal: io.signal,
    newRequestId: randomUUID,
    deploymentNames,
  };
}

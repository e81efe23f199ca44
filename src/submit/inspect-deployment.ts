import type { Deployment } from '../config-api/deployment.ts';
import { baseName, revisionNumber } from '../config-api/names.ts';
import type { Revision } from '../config-api/revision.ts';
import type { ConfigApi } from './config-api.ts';
import type { DeploymentMark, JournalEntry } from './journal-record.ts';
import { findDeployment, isSame } from './submission-plan.ts';

/** What the deployment tells about a mutation whose operation is not known. */
export type DeploymentFinding =
  /** It took effect: this revision (full name) is its own, running or ended. */
  | { readonly kind: 'taken'; readonly revision: string }
  /** A delete took effect, or somebody else's did: it runs, or it failed. */
  | { readonly kind: 'deleting' }
  /** There is no such deployment any more. */
  | { readonly kind: 'gone' }
  /** Everything is as it was before the request. */
  | { readonly kind: 'untouched' }
  /** Somebody else has changed the deployment since. */
  | { readonly kind: 'superseded'; readonly message: string };

/** What a mutation has to know of a deployment to be found out about later. */
export function markOf({ createTime, updateTime, latestRevision }: Deployment): DeploymentMark {
  return {
    ...(createTime !== undefined && { createTime }),
    ...(updateTime !== undefined && { updateTime }),
    ...(latestRevision !== undefined && { latestRevision }),
  };
}

/**
 * Finds out from a deployment and its newer revisions what became of a mutation. Its own revision is told by the source, which
 * holds the content hash and the object's generation, and by every other field that revisions carry. Throws `ServiceError`.
 */
export async function inspectDeployment(entry: JournalEntry, api: ConfigApi): Promise<DeploymentFinding> {
  const { before, mutation } = entry;
  const found = await findDeployment(api, entry.deployment);
  if (found === undefined) {
    // Before a create there was none either, unless the service is known to have taken it.
    return { kind: mutation.method === 'CreateDeployment' && entry.operation === undefined ? 'untouched' : 'gone' };
  }
  if (before !== undefined && before.createTime !== found.createTime) {
    return { kind: 'superseded', message: 'it was deleted and made again meanwhile' };
  }
  if (mutation.method === 'DeleteDeployment') return inspectDelete(found, before);
  const newer = await newerRevisions(entry, api);
  const own = newer.find((revision) => isOwn(revision, mutation.request.deployment));
  if (own?.name !== undefined) return { kind: 'taken', revision: own.name };
  return newer.length === 0 ? { kind: 'untouched' } : supersededBy(newer);
}

function inspectDelete(found: Deployment, before: DeploymentMark | undefined): DeploymentFinding {
  if (found.state === 'DELETING') return { kind: 'deleting' };
  if (found.latestRevision !== before?.latestRevision) return supersededBy([{ name: found.latestRevision ?? '' }]);
  const hasFailed = found.errorCode?.startsWith('DELETE_BUILD') === true && found.updateTime !== before?.updateTime;
  return { kind: hasFailed ? 'deleting' : 'untouched' };
}

/** Revisions made since, the oldest first. */
async function newerRevisions({ deployment, before }: JournalEntry, api: ConfigApi): Promise<readonly Revision[]> {
  const last = before?.latestRevision === undefined ? -1 : (revisionNumber(before.latestRevision) ?? -1);
  const numberOf = ({ name = '' }: Revision): number => revisionNumber(name) ?? -1;
  const revisions = await api.listRevisions(deployment);
  return revisions.filter((revision) => numberOf(revision) > last).sort((a, b) => numberOf(a) - numberOf(b));
}

/** Fields that a revision has of the deployment it was made from, its module apart. */
export const revisionFields = [
  'serviceAccount',
  'tfVersionConstraint',
  'workerPool',
  'quotaValidation',
  'providerConfig',
  'importExistingResources',
] as const;

function isOwn(revision: Revision, sent: Deployment): boolean {
  return (
    sent.terraformBlueprint?.gcsSource === revision.terraformBlueprint?.gcsSource &&
    isSame(sent.terraformBlueprint?.externalValues, revision.terraformBlueprint?.externalValues) &&
    revisionFields.every((field) => isSame(sent[field], revision[field]))
  );
}

function supersededBy(revisions: readonly Revision[]): DeploymentFinding {
  const names = revisions.map(({ name = '' }) => baseName(name)).join(', ');
  return { kind: 'superseded', message: `somebody else changed it meanwhile (${names})` };
}

import type { Deployment } from '../config-api/deployment.ts';
import { baseName, revisionNumber } from '../config-api/names.ts';
import type { Revision } from '../config-api/revision.ts';
import { ServiceError } from '../errors.ts';
import type { DeploymentsApi } from './api/deployments-api.ts';
import { carryOut } from './carry-out.ts';
import type { EventListener, SubmitResult } from './events.ts';
import { holdDeployment, type SubmitContext } from './hold-deployment.ts';
import { markOf, revisionFields } from './inspect-deployment.ts';
import type { ObjectReader } from './object-reader.ts';

/** A deployment, and the earlier revision it is to go back to. */
export interface Rollback {
  readonly deployment: Deployment;
  readonly revision: Revision;
  /** What of the deployment the revision sets. */
  readonly fields: Deployment;
}

/** Fields of a deployment that its revisions carry, and that going back to one sets; labels and annotations stay. */
const restoredFields = ['terraformBlueprint', ...revisionFields] as const;

/**
 * Finds the revision to go back to: the one of that id, or the newest that was applied before the newest of all. Verifies that its source
 * still is what was applied.
 * @throws ServiceError when there is no such revision, it was never applied, or its source is gone or may be another by now
 */
export async function planRollback(
  name: string,
  to: string | undefined,
  api: Pick<DeploymentsApi, 'getDeployment' | 'getRevision' | 'listRevisions'>,
  objects: ObjectReader,
): Promise<Rollback> {
  const deployment = await api.getDeployment(name);
  const revision =
    to === undefined
      ? newestBefore(deployment, await api.listRevisions(name))
      : await api.getRevision(`${name}/revisions/${to}`);
  if (revision === undefined) throw refused(name, 'no earlier revision of it was applied');
  if (revision.name === deployment.latestRevision)
    throw refused(name, `${baseName(revision.name ?? '')} is its newest revision`);
  if (revision.state !== 'APPLIED')
    throw refused(
      name,
      `${baseName(revision.name ?? '')} is ${revision.state ?? 'in no known state'}; only what was applied can be gone back to`,
    );
  const objection = await sourceObjection(revision, objects);
  if (objection !== undefined)
    throw refused(name, `${baseName(revision.name ?? '')} cannot be gone back to: ${objection}`);
  return { deployment, revision, fields: fieldsOf(revision) };
}

/**
 * Puts what a revision had into the deployment, as a new revision, unless the deployment changed since the rollback was planned. Reported
 * and resumed like a deploy.
 */
export function rollBack(
  environment: string,
  { deployment: planned, revision, fields }: Rollback,
  context: SubmitContext,
  listen: EventListener,
): Promise<SubmitResult> {
  const name = planned.name ?? '';
  return holdDeployment({ environment, deployment: name }, context, listen, async (page) => {
    const now = await context.api.getDeployment(name);
    if (now.latestRevision !== planned.latestRevision || now.updateTime !== planned.updateTime)
      throw refused(name, 'it was changed after this was previewed; look at it again');
    const reasons = [`back to ${baseName(revision.name ?? '')}`];
    listen({ kind: 'planned', environment, deployment: name, action: 'update', reasons });
    const request = {
      deployment: { name, ...fields },
      updateMask: restoredFields.join(','),
      requestId: context.newRequestId(),
    };
    const mutation = { method: 'UpdateDeployment', request } as const;
    return carryOut({ environment, deployment: name, mutation, before: markOf(now) }, page, context, listen);
  });
}

function newestBefore({ latestRevision }: Deployment, revisions: readonly Revision[]): Revision | undefined {
  const numberOf = ({ name = '' }: Revision): number => revisionNumber(name) ?? -1;
  const applied = revisions.filter(({ name, state }) => name !== latestRevision && state === 'APPLIED');
  return applied.sort((a, b) => numberOf(b) - numberOf(a))[0];
}

function fieldsOf(revision: Revision): Deployment {
  const set = restoredFields.flatMap((field) => (revision[field] === undefined ? [] : [[field, revision[field]]]));
  return Object.fromEntries(set);
}

/** Why applying a revision's source again may apply something else; undefined when it cannot. */
async function sourceObjection({ terraformBlueprint }: Revision, objects: ObjectReader): Promise<string | undefined> {
  const { gcsSource, gitSource } = terraformBlueprint ?? {};
  if (gitSource !== undefined) {
    const isCommit = /^[0-9a-f]{40}$/.test(gitSource.ref ?? '');
    return isCommit
      ? undefined
      : `its source is ${gitSource.ref ?? 'the default branch'} of ${gitSource.repo}, which moves`;
  }
  if (gcsSource === undefined) return 'it names no source';
  if (!/#\d+$/.test(gcsSource)) return `its source ${gcsSource} names no generation, so it may have been changed since`;
  return (await objects.has(gcsSource)) ? undefined : `its source ${gcsSource} is not there any more`;
}

function refused(name: string, why: string): ServiceError {
  return new ServiceError(`${name}: ${why}`, { method: 'UpdateDeployment', resource: name, retryable: false });
}

import type { Deployment } from '../../config-api/deployment.ts';
import { limits } from '../../config-api/limits.ts';
import { revisionId, revisionNumber } from '../../config-api/names.ts';
import type { Revision } from '../../config-api/revision.ts';
import { notFound } from '../api-error.ts';
import { list } from '../listing/list.ts';
import { forgetRevisionState } from '../run/state-files.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { type Handler, json } from './handler.ts';

/** ListRevisions. */
export const listRevisions: Handler = (world, { resource, request }) => {
  requireParent('Deployment', world.tables.deployments.get(resource), resource);
  return list(request, { message: 'Revision', field: 'revisions', items: world.tables.revisions.children(resource) });
};

/** GetRevision. */
export const getRevision: Handler = (world, { resource }) => {
  const revision = world.tables.revisions.get(resource);
  if (revision === undefined) throw notFound('Revision', resource);
  return json(revision);
};

/** ListResources. */
export const listResources: Handler = (world, { resource, request }) => {
  requireParent('Revision', world.tables.revisions.get(resource), resource);
  return list(request, {
    message: 'Resource',
    field: 'resources',
    items: world.tables.resources.children(resource),
    maximumPageSize: limits.resourcesPerPage,
  });
};

/** GetResource. */
export const getResource: Handler = (world, { resource }) => {
  const found = world.tables.resources.get(resource);
  if (found === undefined) throw notFound('Resource', resource);
  return json(found);
};

/** Refuses a list below something that does not exist (4.7); parents with `-` are never missed. */
function requireParent(type: string, parent: object | undefined, name: string): void {
  if (parent === undefined && !name.split('/').includes('-')) throw notFound(type, name);
}

/** Adds the next revision of a deployment, with the settings it has now, and drops those beyond the kept ones (5.20). */
export function addRevision(world: World, deployment: Deployment & { readonly name: string }): string {
  const { tables, settings } = world;
  const last = revisionNumber(deployment.latestRevision ?? '');
  const name = `${deployment.name}/revisions/${revisionId(last === undefined ? 0 : last + 1)}`;
  const time = timestamp(settings.clock.now());
  const revision: Revision = {
    name,
    createTime: time,
    updateTime: time,
    action: last === undefined ? 'CREATE' : 'UPDATE',
    state: 'APPLYING',
    ...revisionSettings(deployment),
  };
  tables.revisions.put(name, revision);
  for (const { name: old = '' } of tables.revisions.children(deployment.name).slice(0, -limits.revisions)) {
    for (const { name: resource = '' } of tables.resources.children(old)) tables.resources.delete(resource);
    forgetRevisionState(world, deployment, old);
    tables.revisions.delete(old);
  }
  return name;
}

const copied = [
  'terraformBlueprint',
  'serviceAccount',
  'importExistingResources',
  'workerPool',
  'tfVersionConstraint',
  'tfVersion',
  'quotaValidation',
  'providerConfig',
] as const satisfies readonly (keyof Deployment & keyof Revision)[];

/** What a revision takes over from its deployment. */
function revisionSettings(deployment: Deployment): Revision {
  return Object.fromEntries(
    copied.filter((field) => deployment[field] !== undefined).map((field) => [field, deployment[field]]),
  );
}

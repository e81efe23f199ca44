import type { JsonObject } from '../../config-api/json.ts';
import { notFound } from '../api-error.ts';
import { draftPath, forgetStates, livePath, type ObjectPath, revisionPath } from '../run/state-files.ts';
import { type Grant, signedUrl } from '../signed-urls.ts';
import type { World } from '../world.ts';
import { requireDeployment } from './deployments.ts';
import type { Handler } from './handler.ts';
import { requireLock } from './locks.ts';

/** ExportDeploymentStatefile (13.6). */
export const exportDeploymentStatefile: Handler = (world, { resource, request, origin }) => {
  const deployment = requireDeployment(world, resource);
  const lockId = world.tables.locks.get(resource)?.lockId ?? '';
  const path = request['draft'] === true ? draftPath(world, deployment, lockId) : livePath(world, deployment);
  return exported(world, origin, path);
};

/** ExportRevisionStatefile (13.6). */
export const exportRevisionStatefile: Handler = (world, { resource, origin }) => {
  if (world.tables.revisions.get(resource) === undefined) throw notFound('Revision', resource);
  const deployment = requireDeployment(world, resource.split('/').slice(0, 6).join('/'));
  return exported(world, origin, revisionPath(world, deployment, resource));
};

/** ImportStatefile (13.4). */
export const importStatefile: Handler = (world, { resource, request, origin }) => {
  const { deployment, lock } = requireLock(world, resource, request);
  const isLive = request['skipDraft'] === true && world.settings.behaviour.skipDraft === 'live';
  const path = isLive ? livePath(world, deployment) : draftPath(world, deployment, lock.lockId);
  return statefile(world, origin, { ...path, method: 'PUT' });
};

/** DeleteStatefile (13.7). */
export const deleteStatefile: Handler = (world, { resource, request }) => {
  forgetStates(world, requireLock(world, resource, request).deployment);
  return {};
};

function exported(world: World, origin: string, path: ObjectPath): JsonObject {
  const isThere = world.objects.bucket(path.bucket) && world.objects.object(path.bucket, path.name);
  if (isThere === undefined) throw notFound('Statefile', `gs://${path.bucket}/${path.name}`);
  return statefile(world, origin, { ...path, method: 'GET' });
}

function statefile(world: World, origin: string, grant: Grant): JsonObject {
  return { signedUri: signedUrl(world, origin, grant) };
}

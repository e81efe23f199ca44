import type { JsonObject } from '../../config-api/json.ts';
import { precondition } from '../api-error.ts';
import { lockForRun } from '../operations/locks.ts';
import { startOperation } from '../operations/start.ts';
import { destroySteps, noSteps } from '../operations/timeline.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { requireDeployment, requireIdle } from './deployments.ts';
import { type Handler, json } from './handler.ts';
import { once } from './request-ids.ts';

/** DeleteDeployment. */
export const deleteDeployment: Handler = (world, { resource, request }) => {
  const location = resource.split('/').slice(0, 4).join('/');
  return once(world, location, 'DeleteDeployment', request, () => remove(world, resource, request));
};

function remove(world: World, name: string, request: JsonObject): JsonObject {
  const current = requireDeployment(world, name);
  requireIdle(world, current);
  if (request['force'] !== true && world.tables.revisions.count(name) > 0) {
    throw precondition(name, 'REVISIONS_EXIST', `Deployment '${name}' has revisions; set force to delete it with them`);
  }
  const deployment = { ...current, state: 'DELETING', updateTime: timestamp(world.settings.clock.now()) } as const;
  world.tables.deployments.put(name, deployment);
  const run =
    request['deletePolicy'] === 'ABANDON'
      ? ({ kind: 'abandon', steps: noSteps } as const)
      : ({ kind: 'destroy', steps: destroySteps } as const);
  const operation = startOperation(world, { ...run, verb: 'delete', target: name });
  lockForRun(world, operation);
  return json(operation);
}

import type { Deployment } from '../../config-api/deployment.ts';
import type { JsonObject } from '../../config-api/json.ts';
import { limits } from '../../config-api/limits.ts';
import { idFault } from '../../config-api/names.ts';
import { ApiError, alreadyExists, invalidField, invalidFields } from '../api-error.ts';
import { lockForRun } from '../operations/locks.ts';
import { startOperation } from '../operations/start.ts';
import { applySteps } from '../operations/timeline.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { deploymentFaults, refuseForeignSource } from './deployment-faults.ts';
import { mutablePart } from './deployment-fields.ts';
import { type Handler, json } from './handler.ts';
import { once } from './request-ids.ts';
import { addRevision } from './revisions.ts';
import { chooseVersion, deprecationWarning } from './terraform-version-choice.ts';

/** CreateDeployment. */
export const createDeployment: Handler = (world, { resource, request }) =>
  once(world, resource, 'CreateDeployment', request, () => create(world, resource, request));

function create(world: World, parent: string, request: JsonObject): JsonObject {
  const id = String(request['deploymentId'] ?? '');
  const fault = idFault(id);
  if (fault !== undefined) throw invalidField('deployment_id', `'${id}' ${fault}`);
  const name = `${parent}/deployments/${id}`;
  const body = (request['deployment'] ?? {}) as Deployment; // decoded against the message
  if (body.name !== undefined && body.name !== '' && body.name !== name) {
    throw invalidField('deployment.name', `must be '${name}' or absent`);
  }
  if (world.tables.deployments.get(name) !== undefined) throw alreadyExists('Deployment', name);
  const faults = deploymentFaults(body, name);
  if (faults.length > 0) throw invalidFields(faults);
  refuseForeignSource(body);
  if (world.tables.deployments.count(parent) >= limits.deployments) {
    throw new ApiError('RESOURCE_EXHAUSTED', `'${parent}' already has ${limits.deployments} deployments`);
  }
  return start(world, name, body);
}

function start(world: World, name: string, body: Deployment): JsonObject {
  const nowMs = world.settings.clock.now();
  const tfVersion = chooseVersion({
    constraint: body.tfVersionConstraint,
    fallback: world.settings.behaviour.defaultTerraformVersion,
    nowMs,
    deployment: name,
  });
  const warning = deprecationWarning(tfVersion, nowMs);
  const created = {
    ...mutablePart(body),
    name,
    createTime: timestamp(nowMs),
    updateTime: timestamp(nowMs),
    state: 'CREATING',
    lockState: 'UNLOCKED',
    tfVersion,
    ...(warning === undefined ? {} : { stateDetail: warning }),
  } as const;
  const revision = addRevision(world, created);
  const deployment = { ...created, latestRevision: revision };
  world.tables.deployments.put(name, deployment);
  const start = { target: name, revision, steps: applySteps(deployment), statusMessage: warning };
  const operation = startOperation(world, { kind: 'apply', verb: 'create', ...start });
  lockForRun(world, operation);
  return json(operation);
}

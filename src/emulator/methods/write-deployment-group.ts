import type { DeploymentGroup, DeploymentUnit } from '../../config-api/deployment-group.ts';
import type { JsonObject } from '../../config-api/json.ts';
import { idFault } from '../../config-api/names.ts';
import { alreadyExists, invalidField, invalidFields, precondition } from '../api-error.ts';
import { groupFaults } from '../groups/group-faults.ts';
import { newestGroupRevision } from '../groups/group-revisions.ts';
import { applyMask, parseMask } from '../json/field-mask.ts';
import { startOperation } from '../operations/start.ts';
import { noSteps } from '../operations/timeline.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { requireGroup, requireIdleGroup } from './deployment-groups.ts';
import { type Handler, json } from './handler.ts';
import { once } from './request-ids.ts';

type NamedGroup = DeploymentGroup & { readonly name: string };

const mutableFields = [
  'labels',
  'annotations',
  'deploymentUnits',
] as const satisfies readonly (keyof DeploymentGroup)[];

/** CreateDeploymentGroup (19.1, 19.2). */
export const createDeploymentGroup: Handler = (world, { resource, request }) =>
  once(world, resource, 'CreateDeploymentGroup', request, () => create(world, resource, request));

function create(world: World, parent: string, request: JsonObject): JsonObject {
  const id = String(request['deploymentGroupId'] ?? '');
  const fault = idFault(id);
  if (fault !== undefined) throw invalidField('deployment_group_id', `'${id}' ${fault}`);
  const name = `${parent}/deploymentGroups/${id}`;
  const body = (request['deploymentGroup'] ?? {}) as DeploymentGroup; // decoded against the message
  if (body.name !== undefined && body.name !== '' && body.name !== name) {
    throw invalidField('deployment_group.name', `must be '${name}' or absent`);
  }
  if (world.tables.deploymentGroups.get(name) !== undefined) throw alreadyExists('DeploymentGroup', name);
  const time = timestamp(world.settings.clock.now());
  return write(world, { ...checked(body, name), name, createTime: time, state: 'CREATING' }, 'create');
}

/** UpdateDeploymentGroup (19.2). */
export const updateDeploymentGroup: Handler = (world, { resource, request }) =>
  once(world, locationOf(resource), 'UpdateDeploymentGroup', request, () => update(world, resource, request));

function update(world: World, name: string, request: JsonObject): JsonObject {
  const current = requireGroup(world, name);
  const mask = typeof request['updateMask'] === 'string' ? request['updateMask'].trim() : '';
  const body = (request['deploymentGroup'] ?? {}) as DeploymentGroup; // decoded against the message
  const paths = parseMask('DeploymentGroup', mask === '' ? '*' : mask).filter(([field = '']) => isMutable(field));
  const wanted = applyMask('DeploymentGroup', json(mutablePart(current)), json(body), paths);
  const fields = checked(wanted, name);
  requireIdleGroup(world, current);
  const kept = Object.fromEntries(Object.entries(current).filter(([field]) => !isMutable(field)));
  return write(world, { ...kept, ...fields, name, state: 'UPDATING' }, 'update');
}

/** DeleteDeploymentGroup (19.4, 19.5). */
export const deleteDeploymentGroup: Handler = (world, { resource, request }) =>
  once(world, locationOf(resource), 'DeleteDeploymentGroup', request, () => remove(world, resource, request));

function remove(world: World, name: string, request: JsonObject): JsonObject {
  const current = requireGroup(world, name);
  requireIdleGroup(world, current);
  if (request['force'] !== true && world.tables.deploymentGroupRevisions.count(name) > 0) {
    throw precondition(name, 'REVISIONS_EXIST', `'${name}' has revisions; set force to delete it with them`);
  }
  const [reference] = references(world, current, String(request['deploymentReferencePolicy'] ?? ''));
  if (reference !== undefined) {
    const message = `'${name}' refers to '${reference}', which is not deleted; deprovision the group first, or set deployment_reference_policy`;
    throw precondition(name, 'DEPLOYMENT_REFERENCES_EXIST', message);
  }
  return write(world, { ...current, state: 'DELETING' }, 'delete');
}

/** Existing deployments that stand in the way of deleting a group (19.5). */
function references({ tables }: World, group: NamedGroup, policy: string): readonly string[] {
  if (policy === 'IGNORE_DEPLOYMENT_REFERENCES') return [];
  const isStrict = policy !== 'FAIL_IF_METADATA_REFERENCES_EXIST';
  const revision = isStrict ? newestGroupRevision(tables, group.name)?.snapshot : undefined;
  const units: readonly DeploymentUnit[] = [...(group.deploymentUnits ?? []), ...(revision?.deploymentUnits ?? [])];
  return units.flatMap(({ deployment = '' }) => (tables.deployments.get(deployment) === undefined ? [] : [deployment]));
}

/** Keeps a group as it is while its operation runs. */
function write(world: World, group: NamedGroup, verb: 'create' | 'update' | 'delete'): JsonObject {
  const updateTime = timestamp(world.settings.clock.now());
  world.tables.deploymentGroups.put(group.name, { ...group, updateTime });
  return json(startOperation(world, { kind: 'group', verb, target: group.name, data: { verb }, steps: noSteps }));
}

/** What a caller may set, held against the rules. */
function checked(body: DeploymentGroup, name: string): DeploymentGroup {
  const faults = groupFaults(body, name);
  if (faults.length > 0) throw invalidFields(faults);
  return mutablePart(body);
}

/** What a caller may set, without what is empty. */
function mutablePart(group: DeploymentGroup): DeploymentGroup {
  const entries = mutableFields.map((field) => [field, group[field]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && Object.keys(value).length > 0));
}

function isMutable(field: string): boolean {
  return (mutableFields as readonly string[]).includes(field);
}

function locationOf(name: string): string {
  return name.split('/').slice(0, 4).join('/');
}

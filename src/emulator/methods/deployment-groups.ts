import type { DeploymentGroup } from '../../config-api/deployment-group.ts';
import { notFound, precondition } from '../api-error.ts';
import { list } from '../listing/list.ts';
import type { World } from '../world.ts';
import { type Handler, json } from './handler.ts';

/** GetDeploymentGroup. */
export const getDeploymentGroup: Handler = (world, { resource }) => json(requireGroup(world, resource));

/** ListDeploymentGroups. */
export const listDeploymentGroups: Handler = (world, { resource, request }) => {
  const items = world.tables.deploymentGroups.children(resource);
  return list(request, { message: 'DeploymentGroup', field: 'deploymentGroups', items });
};

/** GetDeploymentGroupRevision. */
export const getDeploymentGroupRevision: Handler = (world, { resource }) => {
  const revision = world.tables.deploymentGroupRevisions.get(resource);
  if (revision === undefined) throw notFound('DeploymentGroupRevision', resource);
  return json(revision);
};

/** ListDeploymentGroupRevisions. */
export const listDeploymentGroupRevisions: Handler = (world, { resource, request }) => {
  if (!resource.split('/').includes('-')) requireGroup(world, resource);
  const items = world.tables.deploymentGroupRevisions.children(resource);
  return list(request, { message: 'DeploymentGroupRevision', field: 'deploymentGroupRevisions', items });
};

/** A group that must exist. */
export function requireGroup(world: World, name: string): DeploymentGroup & { readonly name: string } {
  const group = world.tables.deploymentGroups.get(name);
  if (group === undefined) throw notFound('DeploymentGroup', name);
  return { ...group, name };
}

const busyStates: readonly (string | undefined)[] = [
  'CREATING',
  'UPDATING',
  'DELETING',
  'PROVISIONING',
  'DEPROVISIONING',
];

/** Refuses a change of a group while another one is under way (19.3). */
export function requireIdleGroup(world: World, group: DeploymentGroup & { readonly name: string }): void {
  const busy = [group.state, group.provisioningState].find((state) => busyStates.includes(state));
  if (busy === undefined) return;
  const message = `An operation is in progress on '${group.name}' (${busy})`;
  throw precondition(group.name, 'OPERATION_IN_PROGRESS', message, world.settings.behaviour.concurrentChange);
}

import type { DeploymentGroup, DeploymentSpec } from '../../config-api/deployment-group.ts';
import type { JsonObject } from '../../config-api/json.ts';
import { idFault } from '../../config-api/names.ts';
import type { FieldViolation } from '../../config-api/status.ts';
import { alreadyExists, invalidFields, precondition } from '../api-error.ts';
import { removedUnits } from '../groups/group-revisions.ts';
import { deletionTasks, type Provisioning, provisionTasks } from '../groups/unit-task.ts';
import { startOperation } from '../operations/start.ts';
import { deprovisionSteps, provisionSteps } from '../operations/timeline.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { deploymentFaults, refuseForeignSource } from './deployment-faults.ts';
import { requireGroup, requireIdleGroup } from './deployment-groups.ts';
import { type Handler, json } from './handler.ts';

type NamedGroup = DeploymentGroup & { readonly name: string };
type Specs = Readonly<Record<string, DeploymentSpec>>;

/** ProvisionDeploymentGroup (19.6 to 19.9). */
export const provisionDeploymentGroup: Handler = (world, { resource, request }) => {
  const group = requireGroup(world, resource);
  const specs = (request['deploymentSpecs'] ?? {}) as Specs; // decoded against the message
  const faults = specsFaults(group, specs);
  if (faults.length > 0) throw invalidFields(faults);
  for (const { deployment = {} } of Object.values(specs)) refuseForeignSource(deployment);
  requireIdleGroup(world, group);
  const removed = removedUnits(world.tables, group);
  const isRemoved = (name: string): boolean => removed.some(({ deployment }) => deployment === name);
  checkDeployments(world, group, specs, isRemoved);
  const units = provisionTasks(group, specs, (id) => deploymentName(group, id), isRemoved);
  const removals = deletionTasks(removed, 'CLEAN_UP');
  return start(world, group, 'provision', { removals, units, force: true, deletePolicy: 'DELETE' });
};

/** DeprovisionDeploymentGroup (19.10). */
export const deprovisionDeploymentGroup: Handler = (world, { resource, request }) => {
  const group = requireGroup(world, resource);
  requireIdleGroup(world, group);
  const removals = deletionTasks(removedUnits(world.tables, group), 'CLEAN_UP');
  const units = deletionTasks(group.deploymentUnits ?? [], 'DELETE_DEPLOYMENT');
  const deletePolicy = request['deletePolicy'] === 'ABANDON' ? 'ABANDON' : 'DELETE';
  return start(world, group, 'deprovision', { removals, units, force: request['force'] === true, deletePolicy });
};

function start(
  world: World,
  group: NamedGroup,
  kind: 'provision' | 'deprovision',
  work: Omit<Provisioning, 'name'>,
): JsonObject {
  const { provisioningError, provisioningStateDescription, ...kept } = group;
  const updateTime = timestamp(world.settings.clock.now());
  const provisioningState = kind === 'provision' ? 'PROVISIONING' : 'DEPROVISIONING';
  world.tables.deploymentGroups.put(group.name, { ...kept, provisioningState, updateTime });
  const steps = kind === 'provision' ? provisionSteps(work.removals.length > 0) : deprovisionSteps;
  const operation = startOperation(world, { kind, verb: kind, target: group.name, steps });
  const name = operation.name ?? '';
  world.tables.provisionings.put(name, { name, ...work });
  return json(operation);
}

function deploymentName({ name }: NamedGroup, id: string): string {
  return `${name.split('/').slice(0, 4).join('/')}/deployments/${id}`;
}

function specsFaults(group: NamedGroup, specs: Specs): readonly FieldViolation[] {
  const units = group.deploymentUnits ?? [];
  const named = new Map<string, string>();
  const missing = units.filter(({ id = '', deployment = '' }) => deployment === '' && specs[id] === undefined);
  return [
    ...missing.map(({ id = '' }) => ({
      field: `deployment_specs["${id}"]`,
      description: 'is required: the unit has no deployment',
    })),
    ...Object.entries(specs).flatMap(([unitId, { deploymentId = '', deployment = {} }]) => {
      const field = `deployment_specs[${JSON.stringify(unitId)}]`;
      const unit = units.find(({ id }) => id === unitId);
      if (unit === undefined) return [{ field, description: 'is not a unit of the group' }];
      const name = deploymentName(group, deploymentId);
      const idFaults = idFaultsOf(deploymentId, name, unit.deployment ?? '', named);
      named.set(name, unitId);
      return [
        ...idFaults.map((description) => ({ field: `${field}.deployment_id`, description })),
        ...deploymentFaults(deployment, name).map((fault) => ({ ...fault, field: `${field}.${fault.field}` })),
      ];
    }),
  ];
}

function idFaultsOf(id: string, name: string, current: string, others: ReadonlyMap<string, string>): readonly string[] {
  const fault = idFault(id);
  if (fault !== undefined) return [`'${id}' ${fault}`];
  if (others.has(name)) return [`'${id}' is also that of unit '${others.get(name)}'`];
  return current !== '' && current !== name ? [`the unit already has the deployment '${current}'`] : [];
}

/** Deployments to create must not exist, but for those removed before; deployments to update must. */
function checkDeployments(world: World, group: NamedGroup, specs: Specs, isRemoved: (name: string) => boolean): void {
  const exists = (name: string): boolean => world.tables.deployments.get(name) !== undefined;
  for (const { deploymentId = '' } of Object.values(specs)) {
    const name = deploymentName(group, deploymentId);
    if (exists(name) && !isRemoved(name)) throw alreadyExists('Deployment', name);
  }
  for (const { id = '', deployment = '' } of group.deploymentUnits ?? []) {
    if (specs[id] !== undefined || exists(deployment)) continue;
    const message = `Deployment '${deployment}' of unit '${id}' does not exist; give a deployment spec to create it`;
    throw precondition(group.name, 'DEPLOYMENT_MISSING', message);
  }
}

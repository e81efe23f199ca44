import type { DeploymentSpec } from '../../config-api/deployment-group.ts';
import type { DeletePolicy, ProvisioningState } from '../../config-api/enums.ts';
import type { DeploymentUnitProgress, Operation } from '../../config-api/operation.ts';
import { finish, type GroupContext } from './apply-group.ts';

/** How provisioning, or deprovisioning, a group ended. */
export interface GroupOutcome {
  readonly state: ProvisioningState | undefined;
  /** Whether everything is as it was asked for. */
  readonly isDone: boolean;
  /** What went wrong, in words; absent when nothing did. */
  readonly failure?: string;
  /** The last that was heard of every unit, in the service's order. */
  readonly units: readonly DeploymentUnitProgress[];
}

/** Hears of a unit whenever its state or step is another. */
export type UnitListener = (unit: DeploymentUnitProgress) => void;

/**
 * Provisions a group: the service brings up its units in the order of their dependencies. `specs` are the deployments that are not there
 * yet, by unit id. Units that earlier revisions of the group had and this one has not are deleted by the service first.
 * @throws ServiceError when the service refuses; a unit that failed is told by the outcome
 */
export async function provisionGroup(
  name: string,
  specs: Readonly<Record<string, DeploymentSpec>>,
  context: GroupContext,
  onUnit: UnitListener,
): Promise<GroupOutcome> {
  const started = await context.api.provisionDeploymentGroup({ name, deploymentSpecs: specs });
  return outcomeOf('ProvisionDeploymentGroup', name, 'PROVISIONED', started, context, onUnit);
}

/**
 * Deletes the deployments of a group, dependents first; the group itself stays.
 * @throws ServiceError when the service refuses; a unit that failed is told by the outcome
 */
export async function deprovisionGroup(
  name: string,
  deletePolicy: DeletePolicy,
  context: GroupContext,
  onUnit: UnitListener,
): Promise<GroupOutcome> {
  const started = await context.api.deprovisionDeploymentGroup({ name, force: true, deletePolicy });
  return outcomeOf('DeprovisionDeploymentGroup', name, 'DEPROVISIONED', started, context, onUnit);
}

/** As with deployments, a unit that failed does not fail the operation: the group's own state tells. */
async function outcomeOf(
  method: string,
  name: string,
  wanted: ProvisioningState,
  started: Operation,
  context: GroupContext,
  onUnit: UnitListener,
): Promise<GroupOutcome> {
  const hear = changedUnits(onUnit);
  const done = await finish(method, name, started, context, hear);
  const { provisioningState, provisioningStateDescription, provisioningError } =
    await context.api.getDeploymentGroup(name);
  const units = unitsOf(done);
  const isDone = provisioningState === wanted;
  if (isDone) return { state: provisioningState, isDone, units };
  const words = provisioningError?.message || provisioningStateDescription;
  return {
    state: provisioningState,
    isDone,
    units,
    failure: words || `it is ${provisioningState ?? 'in no known state'}`,
  };
}

function unitsOf({ metadata }: Operation): readonly DeploymentUnitProgress[] {
  return metadata?.provisionDeploymentGroupMetadata?.deploymentUnitProgresses ?? [];
}

function changedUnits(onUnit: UnitListener): (operation: Operation) => void {
  const last = new Map<string, string>();
  return (operation) => {
    for (const unit of unitsOf(operation)) {
      const now = `${unit.state} ${unit.deploymentOperationSummary?.deploymentStep}`;
      if (last.get(unit.unitId ?? '') === now) continue;
      last.set(unit.unitId ?? '', now);
      onUnit(unit);
    }
  };
}

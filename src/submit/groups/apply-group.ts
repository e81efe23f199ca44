import type { DeploymentUnit } from '../../config-api/deployment-group.ts';
import type { Operation } from '../../config-api/operation.ts';
import { ServiceError } from '../../errors.ts';
import type { DeploymentGroupsApi } from '../api/deployment-groups-api.ts';
import type { OperationsApi } from '../api/operations-api.ts';
import { unlessMissing } from '../unless-missing.ts';
import { pollOperation, type WatchContext } from '../watch-operation.ts';

/** What groups need of the world. */
export interface GroupContext extends WatchContext {
  readonly api: DeploymentGroupsApi & OperationsApi;
  /** A fresh UUID for every mutation. */
  readonly newRequestId: () => string;
}

/** What applying a definition did. */
export type GroupAction = 'created' | 'updated' | 'unchanged';

/**
 * Makes a group have these units: creates it, or updates it where its units are others. Nothing is provisioned by that.
 * @throws ServiceError when the service refuses
 */
export async function applyGroup(
  name: string,
  units: readonly DeploymentUnit[],
  context: GroupContext,
): Promise<GroupAction> {
  const { api, newRequestId } = context;
  const existing = await unlessMissing(api.getDeploymentGroup(name));
  if (existing !== undefined && isSame(existing.deploymentUnits ?? [], units)) return 'unchanged';
  const requestId = newRequestId();
  if (existing === undefined) {
    const [parent = '', deploymentGroupId = ''] = name.split('/deploymentGroups/');
    const deploymentGroup = { deploymentUnits: units };
    const started = await api.createDeploymentGroup({ parent, deploymentGroupId, deploymentGroup, requestId });
    await finish('CreateDeploymentGroup', name, started, context);
    return 'created';
  }
  const deploymentGroup = { name, deploymentUnits: units };
  const started = await api.updateDeploymentGroup({ deploymentGroup, updateMask: 'deploymentUnits', requestId });
  await finish('UpdateDeploymentGroup', name, started, context);
  return 'updated';
}

/**
 * Waits for an operation on a group and returns it. `onLook` gets it at every look.
 * @throws ServiceError when it ended with an error
 */
export async function finish(
  method: string,
  name: string,
  started: Operation,
  context: WatchContext,
  onLook: (operation: Operation) => void = () => {},
): Promise<Operation> {
  const done = await pollOperation(started, context, onLook);
  if (done.error === undefined) return done;
  const message = `${method} of ${name} failed: ${done.error.message ?? `code ${done.error.code}`}`;
  throw new ServiceError(message, { method, resource: name, retryable: false });
}

/** Order counts: the service wants each unit after those it depends on. A deployment that only the service names is its own affair. */
function isSame(existing: readonly DeploymentUnit[], wanted: readonly DeploymentUnit[]): boolean {
  if (existing.length !== wanted.length) return false;
  return wanted.every(({ id, deployment, dependencies = [] }, index) => {
    const other = existing[index];
    const isSameDeployment = deployment === undefined || deployment === other?.deployment;
    return other?.id === id && isSameDeployment && (other?.dependencies ?? []).join() === dependencies.join();
  });
}

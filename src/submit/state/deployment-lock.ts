import type { Deployment } from '../../config-api/deployment.ts';
import type { Operation } from '../../config-api/operation.ts';
import type { LockInfo } from '../../config-api/service-resources.ts';
import { ServiceError } from '../../errors.ts';
import type { DeploymentsApi } from '../api/deployments-api.ts';
import type { OperationsApi } from '../api/operations-api.ts';
import type { StatefilesApi } from '../api/statefiles-api.ts';
import { pollOperation, type WatchContext } from '../watch-operation.ts';

/** What locking needs of the world. */
export interface LockContext extends WatchContext {
  readonly api: StatefilesApi & OperationsApi & Pick<DeploymentsApi, 'getDeployment'>;
}

/**
 * Locks a deployment and answers who holds the lock now: nothing and nobody can change it until it is unlocked with that id.
 * @throws ServiceError when it cannot be locked
 */
export async function lockDeployment(name: string, context: LockContext): Promise<LockInfo> {
  const done = await pollOperation(await context.api.lockDeployment({ name }), context, () => {});
  const { lockState } = await context.api.getDeployment(name);
  if (done.error !== undefined || lockState !== 'LOCKED') throw notDone('LockDeployment', name, done, lockState);
  return context.api.exportLockInfo(name);
}

/**
 * Unlocks a deployment with the id of its lock. A state that was imported meanwhile is validated and takes effect.
 * @throws ServiceError when it stays locked, as with an imported state that is not valid
 */
export async function unlockDeployment(name: string, lockId: string, context: LockContext): Promise<void> {
  const done = await pollOperation(await context.api.unlockDeployment({ name, lockId }), context, () => {});
  const { lockState } = await context.api.getDeployment(name);
  if (done.error !== undefined || lockState !== 'UNLOCKED') throw notDone('UnlockDeployment', name, done, lockState);
}

/** Whether a deployment is locked, or about to be. */
export function isLocked({ lockState }: Deployment): boolean {
  return lockState !== undefined && lockState !== 'UNLOCKED' && lockState !== 'LOCK_STATE_UNSPECIFIED';
}

function notDone(method: string, name: string, { error }: Operation, lockState: string | undefined): ServiceError {
  const reason = error?.message ?? `it is ${lockState ?? 'in no known state'}`;
  return new ServiceError(`${method} of ${name} failed: ${reason}`, { method, resource: name, retryable: false });
}

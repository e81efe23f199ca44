import type { LockState } from '../../config-api/enums.ts';
import { baseName } from '../../config-api/names.ts';
import type { Operation } from '../../config-api/operation.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import type { LockRecord } from './lock-record.ts';

/** What a lock is taken for. */
export interface LockRequest extends Pick<LockRecord, 'holder' | 'operation'> {
  /** Full name of the operation that takes it. */
  readonly info: string;
  readonly nowMs: number;
}

/** Locks a deployment that exists and is not locked (13.2). */
export function holdLock(world: World, deployment: string, { holder, operation, info, nowMs }: LockRequest): void {
  const { serviceAccount = '', tfVersion = '' } = world.tables.deployments.get(deployment) ?? {};
  world.tables.locks.put(deployment, {
    name: deployment,
    lockId: world.objects.nextGeneration(nowMs),
    operation,
    info,
    who: holder === 'caller' ? 'caller' : baseName(serviceAccount),
    version: tfVersion,
    createTime: timestamp(nowMs),
    holder,
  });
  setLockState(world, deployment, 'LOCKED');
}

/** Locks the target of an operation on a deployment until that ends. */
export function lockForRun(world: World, { name = '', metadata: { target = '', verb = '' } = {} }: Operation): void {
  holdLock(world, target, { holder: 'run', operation: verb, info: name, nowMs: world.settings.clock.now() });
}

/** Gives a deployment's lock back. */
export function releaseLock(world: World, deployment: string): void {
  world.tables.locks.delete(deployment);
  setLockState(world, deployment, 'UNLOCKED');
}

/** Shows a lock state; nothing when the deployment is gone. */
export function setLockState({ tables }: World, deployment: string, lockState: LockState): void {
  const current = tables.deployments.get(deployment);
  if (current !== undefined) tables.deployments.put(deployment, { ...current, lockState });
}

/** Whether a change of a deployment is under way, or something is being done to its lock. */
export function isBusy({ tables }: World, deployment: string): boolean {
  const { state = '', lockState = '' } = tables.deployments.get(deployment) ?? {};
  return (
    ['CREATING', 'UPDATING', 'DELETING'].includes(state) ||
    ['LOCKING', 'UNLOCKING'].includes(lockState) ||
    tables.locks.get(deployment)?.holder === 'run'
  );
}

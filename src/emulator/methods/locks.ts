import type { Deployment } from '../../config-api/deployment.ts';
import type { LockState } from '../../config-api/enums.ts';
import type { JsonObject } from '../../config-api/json.ts';
import { precondition } from '../api-error.ts';
import type { LockRecord } from '../operations/lock-record.ts';
import { startOperation } from '../operations/start.ts';
import { lockSteps, unlockSteps } from '../operations/timeline.ts';
import type { World } from '../world.ts';
import { requireDeployment, requireIdle, requireNotBusy } from './deployments.ts';
import { type Handler, json } from './handler.ts';

/** LockDeployment (13.2). */
export const lockDeployment: Handler = (world, { resource }) => {
  requireIdle(world, requireDeployment(world, resource));
  begin(world, resource, 'LOCKING');
  return json(startOperation(world, { kind: 'lock', verb: 'lock', target: resource, steps: lockSteps }));
};

/** UnlockDeployment (13.2). */
export const unlockDeployment: Handler = (world, { resource, request }) => {
  requireLock(world, resource, request);
  begin(world, resource, 'UNLOCKING');
  return json(startOperation(world, { kind: 'unlock', verb: 'unlock', target: resource, steps: unlockSteps }));
};

/** Shows that an attempt begins; what the last one said of its failure is no longer true. */
function begin({ tables }: World, name: string, lockState: LockState): void {
  const { stateDetail, ...current } = tables.deployments.get(name) ?? {};
  const isOfLock = current.lockState === 'LOCK_FAILED' || current.lockState === 'UNLOCK_FAILED';
  const detail = isOfLock || stateDetail === undefined ? {} : { stateDetail };
  tables.deployments.put(name, { ...current, ...detail, lockState });
}

/** ExportLockInfo (13.8). */
export const exportLockInfo: Handler = (world, { resource }) => {
  const deployment = requireDeployment(world, resource);
  const lock = world.tables.locks.get(deployment.name);
  if (lock === undefined) throw notLocked(deployment.name);
  const { lockId, operation, info, who, version, createTime } = lock;
  return { lockId, operation, info, who, version, createTime };
};

/** A deployment whose lock its caller holds, with the lock (13.3). */
export interface LockedDeployment {
  readonly deployment: Deployment & { readonly name: string };
  readonly lock: LockRecord;
}

/** Refuses a call that does not come from the one who holds a deployment's lock. */
export function requireLock(world: World, name: string, request: JsonObject): LockedDeployment {
  const deployment = requireDeployment(world, name);
  requireNotBusy(world, deployment);
  const lock = world.tables.locks.get(name);
  if (lock === undefined) throw notLocked(name);
  if (request['lockId'] !== lock.lockId) {
    const given = String(request['lockId'] ?? '');
    throw precondition(name, 'LOCK_ID', `'${given}' is not the id of the lock on '${name}'`);
  }
  return { deployment, lock };
}

function notLocked(name: string): ReturnType<typeof precondition> {
  return precondition(name, 'NOT_LOCKED', `'${name}' is not locked`);
}

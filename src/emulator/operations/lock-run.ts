import type { Deployment } from '../../config-api/deployment.ts';
import type { DeploymentStep, LockState } from '../../config-api/enums.ts';
import { writeState } from '../../terraform/plan/write-state.ts';
import { ensureBucket } from '../run/artifacts.ts';
import { stateFaults } from '../run/state-faults.ts';
import { currentState, draftPath, livePath, parseState, putState, stateText } from '../run/state-files.ts';
import { deploymentOf } from './deployment-run.ts';
import { holdLock, releaseLock, setLockState } from './locks.ts';
import type { RunFailure, Step } from './operation-record.ts';
import type { Moment, RunEnd, RunMetadata, Runner } from './runner.ts';

/** Locks a deployment for its caller. */
export const lockRunner: Runner = {
  work: prepare,
  succeed: lock,
  fail: (moment, failure) => refused(moment, 'LOCK_FAILED', failure),
  cancel: (moment) => setLockState(moment.world, moment.run.target, 'UNLOCKED'),
  metadata,
};

/** Validates a draft of the state, makes it the live one, and gives the lock back. */
export const unlockRunner: Runner = {
  work: validate,
  succeed: unlock,
  fail: (moment, failure) => refused(moment, 'UNLOCK_FAILED', failure),
  cancel: (moment) => setLockState(moment.world, moment.run.target, 'LOCKED'),
  metadata,
};

/** No build runs, so there is nothing but the step. */
function metadata(_: Moment, step: Step): RunMetadata {
  // The steps of these runs are a deployment's (timeline.ts).
  return { deploymentMetadata: { step: step as DeploymentStep } };
}

function prepare(moment: Moment, step: Step): undefined {
  const { world, run, nowMs } = moment;
  if (step === 'PREPARING_STORAGE_BUCKET') {
    ensureBucket(world, livePath(world, deploymentOf(moment)), run.target, nowMs);
  }
}

function lock(moment: Moment): RunEnd {
  const { world, run, operation, nowMs } = moment;
  holdLock(world, run.target, { holder: 'caller', operation: 'lock', info: operation.name ?? '', nowMs });
  return ended(moment, {});
}

function validate(moment: Moment, step: Step): RunFailure | undefined {
  const draft = step === 'RUNNING_TF_VALIDATE' ? draftOf(moment) : undefined;
  if (draft === undefined) return undefined;
  const faults = stateFaults(draft, currentState(moment.world, deploymentOf(moment)));
  if (faults.length === 0) return undefined;
  return { phase: 'tf-validate', errors: faults.map((errorDescription) => ({ errorDescription })) };
}

function unlock(moment: Moment): RunEnd {
  const { world, run } = moment;
  promoteDraft(moment);
  releaseLock(world, run.target);
  return ended(moment, {});
}

/** Makes the draft the live state: its content as it was put, with a serial above that of the state it replaces. */
function promoteDraft(moment: Moment): void {
  const { world, nowMs } = moment;
  const deployment = deploymentOf(moment);
  const text = draftOf(moment);
  const draft = text === undefined ? undefined : parseState(world, text);
  if (draft?.kind !== 'state') return;
  const live = currentState(world, deployment);
  const serial = Math.max(draft.state.serial, live.kind === 'state' ? live.state.serial + 1 : 0);
  putState(world, deployment, livePath(world, deployment), writeState({ ...draft.state, serial }), nowMs);
  const { bucket, name } = draftPath(world, deployment, lockIdOf(moment));
  world.objects.deleteObject(bucket, name);
}

function draftOf(moment: Moment): string | undefined {
  return stateText(moment.world, draftPath(moment.world, deploymentOf(moment), lockIdOf(moment)));
}

function lockIdOf({ world, run }: Moment): string {
  return world.tables.locks.get(run.target)?.lockId ?? '';
}

function refused(moment: Moment, lockState: LockState, { errors }: RunFailure): RunEnd {
  const why = errors.map(({ errorDescription = '' }) => errorDescription).join('; ');
  const what = lockState === 'LOCK_FAILED' ? 'lock' : 'unlock';
  setLockState(moment.world, moment.run.target, lockState);
  return ended(moment, { stateDetail: `${what} failed: ${why}` });
}

function ended(moment: Moment, fields: Deployment): RunEnd {
  const message: Deployment = { ...deploymentOf(moment), ...fields, updateTime: moment.time };
  moment.world.tables.deployments.put(moment.run.target, message);
  return { type: 'Deployment', message };
}

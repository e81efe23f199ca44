import type { Deployment, TerraformError } from '../../config-api/deployment.ts';
import { baseName } from '../../config-api/names.ts';
import { type OpenModule, openModule } from '../../terraform/open-module.ts';
import { artifactPlace, errorLines, logText, writeArtifact } from '../run/artifacts.ts';
import { carryOut } from '../run/carry-out.ts';
import { destruction } from '../run/plan-destroy.ts';
import { protectedInstances } from '../run/protected-instances.ts';
import { filesIn } from '../run/run-plan.ts';
import { forgetRevisionState, forgetStates, saveState } from '../run/state-files.ts';
import { resourceError } from './apply-run.ts';
import {
  buildOf,
  cloudOf,
  deploymentMetadata,
  deploymentOf,
  pathsOf,
  prepareBucket,
  stateFailure,
} from './deployment-run.ts';
import { carriedErrors, failureText } from './failures.ts';
import { releaseLock } from './locks.ts';
import type { RunFailure, Step } from './operation-record.ts';
import type { Moment, RunEnd, Runner } from './runner.ts';
import { removePreviewsOf } from './superseded-previews.ts';

/** Destroys what a deployment manages, then forgets it. */
export const destroyRunner: Runner = { work, succeed, fail, cancel, metadata: deploymentMetadata };

/** Forgets a deployment and leaves its resources alone. */
export const abandonRunner: Runner = {
  work: () => undefined,
  succeed: (moment) => ended(forget(moment)),
  fail,
  cancel,
  metadata: deploymentMetadata,
};

function work(moment: Moment, step: Step): RunFailure | undefined {
  const { world } = moment;
  if (step === 'PREPARING_STORAGE_BUCKET') prepareBucket(moment);
  if (step === 'RUNNING_TF_INIT') return stateFailure(world, deploymentOf(moment));
  if (step !== 'RUNNING_TF_DESTROY') return undefined;
  const kept = protectedInstances(
    openedModule(moment),
    cloudOf(world, deploymentOf(moment)).refreshed.instances.values(),
  );
  if (kept.length > 0) return { phase: 'tf-destroy', errors: kept, isBeforehand: true };
  const errors: TerraformError[] = [];
  for (const address of addressesOf(moment)) {
    const fault = world.faults.takeResource('destroy', moment.run.target, address);
    if (fault !== undefined) errors.push(resourceError(address, fault.message, fault.httpResponseCode));
  }
  return errors.length > 0 ? { phase: 'tf-destroy', errors } : undefined;
}

/** The module of the newest revision, by which its resources are destroyed. */
function openedModule(moment: Moment): OpenModule {
  const { world } = moment;
  const deployment = deploymentOf(moment);
  const { bucket, folder } = artifactPlace(world, deployment, baseName(deployment.latestRevision ?? ''));
  const files = filesIn(world, { bucket, folder: `${folder}apply_results/content/` }, deployment.terraformBlueprint);
  return openModule({ ...files, terraformVersion: deployment.tfVersion ?? '', engines: world.engines });
}

/** What there is to destroy, by address. */
function addressesOf(moment: Moment): readonly string[] {
  return [...cloudOf(moment.world, deploymentOf(moment)).refreshed.instances.keys()];
}

/** Writes the log, then forgets the deployment. */
function succeed(moment: Moment): RunEnd {
  const { world, nowMs, time } = moment;
  const lines = addressesOf(moment).map((address) => `${address}: DELETE`);
  const paths = pathsOf(moment);
  const build = buildOf(moment);
  writeArtifact(world, paths.logs, logText(time, { build }, [...lines, 'destroy complete']), nowMs);
  const deleteResults = { content: paths.content, artifacts: paths.artifacts };
  return ended({ ...forget(moment), deleteBuild: build, deleteLogs: paths.logs, deleteResults });
}

function ended(deployment: Deployment): RunEnd {
  return { type: 'Deployment', message: deployment };
}

/** Removes deployment, revisions, resources and states; what is left of it is the operation's response. */
function forget(moment: Moment): Deployment {
  const { world, run, time } = moment;
  const { tables } = world;
  releaseLock(world, run.target);
  const deployment: Deployment = { ...deploymentOf(moment), state: 'DELETED', updateTime: time };
  for (const { name: revision = '' } of tables.revisions.children(run.target)) forgetRevision(moment, revision);
  forgetStates(world, deployment);
  removePreviewsOf(world, run.target);
  tables.drifts.delete(run.target);
  tables.deployments.delete(run.target);
  tables.policies.delete(run.target);
  return deployment;
}

function forgetRevision(moment: Moment, revision: string): void {
  const { tables } = moment.world;
  for (const { name = '' } of tables.resources.children(revision)) tables.resources.delete(name);
  forgetRevisionState(moment.world, deploymentOf(moment), revision);
  tables.revisions.delete(revision);
}

function fail(moment: Moment, failure: RunFailure): RunEnd {
  const { world, nowMs } = moment;
  leaveRest(moment, failure);
  const build = buildOf(moment);
  const text = failureText('delete', build, failure);
  const paths = pathsOf(moment);
  prepareBucket(moment);
  writeArtifact(world, paths.logs, logText(moment.time, { build }, text.split('\n')), nowMs);
  writeArtifact(world, paths.errors, errorLines(failure.errors), nowMs);
  const deployment = end(moment, {
    stateDetail: text,
    errorCode: 'DELETE_BUILD_RUN_FAILED',
    deleteBuild: build,
    deleteLogs: paths.logs,
    deleteResults: { content: paths.content, artifacts: paths.artifacts },
    tfErrors: carriedErrors(failure),
    errorLogs: paths.errors,
  });
  return ended(deployment);
}

/** The state afterwards: what failed, and what could not be reached because of it. */
function leaveRest(moment: Moment, failure: RunFailure): void {
  const { world, run, nowMs } = moment;
  const failing = new Set(failure.errors.flatMap(({ resourceAddress }) => resourceAddress ?? []));
  if (failure.phase !== 'tf-destroy' || failing.size === 0 || failure.isBeforehand === true) return;
  const deployment = deploymentOf(moment);
  const { refreshed } = cloudOf(world, deployment);
  const { instances, outputs } = carryOut(destruction(refreshed), failing);
  const { terraformVersion } = refreshed;
  saveState(world, deployment, { terraformVersion, instances, outputs }, nowMs);
  world.tables.drifts.delete(run.target);
}

function cancel(moment: Moment): void {
  end(moment, { stateDetail: 'the operation was cancelled', errorCode: 'DELETE_BUILD_RUN_FAILED' });
}

function end(moment: Moment, result: Deployment): Deployment {
  releaseLock(moment.world, moment.run.target);
  const deployment: Deployment = { ...deploymentOf(moment), state: 'FAILED', updateTime: moment.time, ...result };
  moment.world.tables.deployments.put(moment.run.target, deployment);
  return deployment;
}

import type { Deployment, TerraformError } from '../../config-api/deployment.ts';
import { errorLines, logText, writeArtifact } from '../run/artifacts.ts';
import { carryOut, planDestroy } from '../run/plan.ts';
import { resourceError } from './apply-run.ts';
import { buildOf, currentState, deploymentMetadata, deploymentOf, pathsOf, prepareBucket } from './deployment-run.ts';
import { carriedErrors, failureText } from './failures.ts';
import type { RunFailure, Step } from './operation-record.ts';
import type { Moment, RunEnd, Runner } from './runner.ts';

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
  if (step === 'PREPARING_STORAGE_BUCKET') prepareBucket(moment);
  if (step !== 'RUNNING_TF_DESTROY') return undefined;
  const { world, run } = moment;
  const errors: TerraformError[] = [];
  for (const { address } of currentState(world, run.target)?.resources ?? []) {
    const fault = world.faults.takeResource('destroy', run.target, address);
    if (fault !== undefined) errors.push(resourceError(address, fault.message, fault.httpResponseCode));
  }
  return errors.length > 0 ? { phase: 'tf-destroy', errors } : undefined;
}

/** Writes the log, then forgets the deployment. */
function succeed(moment: Moment): RunEnd {
  const { world, run, nowMs, time } = moment;
  const lines = (currentState(world, run.target)?.resources ?? []).map(({ address }) => `${address}: DELETE`);
  const paths = pathsOf(moment);
  const build = buildOf(moment);
  writeArtifact(world, paths.logs, logText(time, { build }, [...lines, 'destroy complete']), nowMs);
  const deleteResults = { content: paths.content, artifacts: paths.artifacts };
  return ended({ ...forget(moment), deleteBuild: build, deleteLogs: paths.logs, deleteResults });
}

function ended(deployment: Deployment): RunEnd {
  return { type: 'Deployment', message: deployment };
}

/** Removes deployment, revisions and resources; what is left of it is the operation's response. */
function forget(moment: Moment): Deployment {
  const { world, run, time } = moment;
  const { tables } = world;
  const deployment: Deployment = { ...deploymentOf(moment), state: 'DELETED', updateTime: time };
  for (const { name: revision = '' } of tables.revisions.children(run.target)) {
    forgetRevision(moment, revision);
  }
  tables.deployments.delete(run.target);
  return deployment;
}

function forgetRevision({ world }: Moment, revision: string): void {
  for (const { name = '' } of world.tables.resources.children(revision)) world.tables.resources.delete(name);
  world.tables.states.delete(revision);
  world.tables.revisions.delete(revision);
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
  const { world, run } = moment;
  const previous = currentState(world, run.target);
  const newest = world.tables.deployments.get(run.target)?.latestRevision;
  if (failure.phase !== 'tf-destroy' || previous === undefined || newest === undefined) return;
  const failing = new Set(failure.errors.flatMap(({ resourceAddress }) => resourceAddress ?? []));
  if (failing.size > 0) world.tables.states.put(newest, carryOut(planDestroy(previous), previous, failing).state);
}

function cancel(moment: Moment): void {
  end(moment, { stateDetail: 'the operation was cancelled', errorCode: 'DELETE_BUILD_RUN_FAILED' });
}

function end(moment: Moment, result: Deployment): Deployment {
  const deployment: Deployment = { ...deploymentOf(moment), state: 'FAILED', updateTime: moment.time, ...result };
  moment.world.tables.deployments.put(moment.run.target, deployment);
  return deployment;
}

import type { TerraformError } from '../../config-api/deployment.ts';
import type { PreviewErrorCode, PreviewState, PreviewStep } from '../../config-api/enums.ts';
import type { Preview } from '../../config-api/preview.ts';
import { type StatusName, statusNumbers } from '../../config-api/status.ts';
import {
  type ArtifactPaths,
  ensureBucket,
  errorLines,
  logText,
  previewPaths,
  previewPlace,
  writeArtifact,
} from '../run/artifacts.ts';
import { driftOf } from '../run/drift.ts';
import { externalValues } from '../run/external-values.ts';
import { repositoryError } from '../run/module-source.ts';
import { protectedInstances } from '../run/protected-instances.ts';
import { downloadModule, type RunPlan, runPlan } from '../run/run-plan.ts';
import { emptyState } from '../run/state-files.ts';
import { buildOf, type Cloud, cloudOf, stateFailure } from './deployment-run.ts';
import { carriedErrors, failureText, fetchFailure, lockPhase } from './failures.ts';
import { inheritPreview } from './inherit-preview.ts';
import { holdLock, isBusy, releaseLock } from './locks.ts';
import type { RunFailure, Step } from './operation-record.ts';
import { writePreviewResult } from './preview-result.ts';
import type { Moment, RunEnd, RunMetadata, Runner } from './runner.ts';
import { removePreview } from './superseded-previews.ts';

/** Plans a module: what CreatePreview does. */
export const previewRunner: Runner = { work, succeed, fail, cancel, metadata: previewMetadata };

/** Forgets a preview. */
export const removePreviewRunner: Runner = {
  work: () => undefined,
  succeed: remove,
  fail: remove,
  // The state it had, as the method kept it.
  cancel: (moment) => put(moment, { state: moment.run.data?.['state'] as PreviewState }),
  metadata: previewMetadata,
};

function work(moment: Moment, step: Step): RunFailure | undefined {
  switch (step) {
    case 'FETCHING_DEPLOYMENT':
      return fetch(moment);
    case 'LOCKING_DEPLOYMENT':
      return lock(moment);
    case 'PREPARING_STORAGE_BUCKET':
      prepare(moment);
      return undefined;
    case 'VALIDATING_REPOSITORY':
      return fetchFailure(repositoryError(previewOf(moment).terraformBlueprint));
    case 'DOWNLOADING_BLUEPRINT':
      return download(moment);
    case 'RUNNING_TF_INIT':
      return init(moment);
    case 'RUNNING_TF_PLAN':
      return plan(moment);
    case 'UNLOCKING_DEPLOYMENT':
      unlock(moment);
      return undefined;
    default:
      return undefined;
  }
}

function fetch(moment: Moment): RunFailure | undefined {
  const { deployment: name = '' } = previewOf(moment);
  const deployment = moment.world.tables.deployments.get(name);
  if (deployment === undefined) {
    return { phase: 'fetch', errors: [{ errorDescription: `deployment '${name}' does not exist any more` }] };
  }
  put(moment, inheritPreview(previewOf(moment), deployment));
  return undefined;
}

function lock(moment: Moment): RunFailure | undefined {
  const { world, operation, nowMs } = moment;
  const { deployment = '' } = previewOf(moment);
  const deployed = world.tables.deployments.get(deployment);
  if (deployed === undefined || isBusy(world, deployment) || world.tables.locks.get(deployment) !== undefined) {
    const why = deployed === undefined ? 'it does not exist any more' : 'it is locked';
    return { phase: lockPhase, errors: [{ errorDescription: `cannot lock '${deployment}': ${why}` }] };
  }
  holdLock(world, deployment, { holder: 'run', operation: 'preview', info: operation.name ?? '', nowMs });
  return undefined;
}

/** Gives the lock back if this run has it. */
function unlock({ world, run, operation }: Moment): void {
  const { deployment = '' } = world.tables.previews.get(run.target) ?? {};
  if (world.tables.locks.get(deployment)?.info === operation.name) releaseLock(world, deployment);
}

function prepare(moment: Moment): void {
  const { world, run, nowMs } = moment;
  ensureBucket(world, previewPlace(world, previewOf(moment)), run.target, nowMs);
  put(moment, { build: buildOf(moment), logs: pathsOf(moment).logs });
}

function download(moment: Moment): RunFailure | undefined {
  const { world, nowMs } = moment;
  const error = downloadModule(world, previewOf(moment).terraformBlueprint, pathsOf(moment).content, nowMs);
  return fetchFailure(error);
}

function init(moment: Moment): RunFailure | undefined {
  const { world } = moment;
  const preview = previewOf(moment);
  const imported = externalValues(world, preview.terraformBlueprint);
  if (imported.errors.length > 0) {
    return { phase: 'fetch', errors: imported.errors, errorCode: 'EXTERNAL_VALUE_SOURCE_IMPORT_FAILED' };
  }
  const target = world.tables.deployments.get(preview.deployment ?? '');
  const unreadable = target && stateFailure(world, { ...target, name: preview.deployment ?? '' });
  if (unreadable !== undefined) return unreadable;
  const { errors, phase } = planOf(moment).planned;
  return phase === 'tf-init' && errors.length > 0 ? { phase, errors } : undefined;
}

/** Plans, and writes the result down while the deployment is still locked. */
function plan(moment: Moment): RunFailure | undefined {
  const { world, time, nowMs } = moment;
  const { errors, phase, opened } = planOf(moment).planned;
  if (errors.length > 0) return { phase, errors };
  const preview = previewOf(moment);
  const { state, refreshed } = cloudFor(moment);
  const kept = preview.previewMode === 'DELETE' ? protectedInstances(opened, refreshed.instances.values()) : [];
  if (kept.length > 0) return { phase, errors: kept };
  writePreviewResult(world, {
    preview,
    deployment: scopeOf(moment),
    planned: planOf(moment).planned,
    drift: driftOf(state, refreshed),
    artifacts: pathsOf(moment).artifacts,
    time,
    nowMs,
  });
  return undefined;
}

function planOf(moment: Moment): RunPlan {
  const { world, operation } = moment;
  return runPlan(world, operation.name ?? '', () => {
    const preview = previewOf(moment);
    const { bucket, folder } = previewPlace(world, preview);
    return {
      deployment: scopeOf(moment),
      blueprint: preview.terraformBlueprint,
      terraformVersion: preview.tfVersion ?? '',
      content: { bucket, folder: `${folder}content/` },
      refreshed: cloudFor(moment).refreshed,
    };
  });
}

/** The deployment that everything made up follows from: the one planned for, or one of the preview's own id. */
function scopeOf(moment: Moment): string {
  const { deployment } = previewOf(moment);
  return deployment ?? moment.run.target.replace('/previews/', '/deployments/');
}

function cloudFor(moment: Moment): Cloud {
  const { deployment: name, tfVersion = '' } = previewOf(moment);
  const deployment = name === undefined ? undefined : moment.world.tables.deployments.get(name);
  if (deployment !== undefined) return cloudOf(moment.world, deployment);
  const state = emptyState(tfVersion, '');
  return { state, refreshed: state };
}

function succeed(moment: Moment): RunEnd {
  const { world, time, nowMs } = moment;
  const { content, artifacts, logs } = pathsOf(moment);
  writeArtifact(world, logs, logText(time, { build: buildOf(moment) }, ['plan complete']), nowMs);
  return end(moment, { state: 'SUCCEEDED', previewArtifacts: { content, artifacts } });
}

function fail(moment: Moment, failure: RunFailure): RunEnd {
  const { world, run, time, nowMs } = moment;
  const build = buildOf(moment);
  const message = failureText('preview', build, failure);
  const { logs, errors: errorLogs } = pathsOf(moment);
  ensureBucket(world, previewPlace(world, previewOf(moment)), run.target, nowMs);
  writeArtifact(world, logs, logText(time, { build }, message.split('\n')), nowMs);
  writeArtifact(world, errorLogs, errorLines(failure.errors), nowMs);
  const errorCode = codeOf(failure);
  const tfErrors = terraformErrors(failure);
  return end(moment, {
    state: 'FAILED',
    errorCode,
    errorStatus: errorStatus(
      errorCode === 'DEPLOYMENT_LOCK_ACQUIRE_FAILED' ? 'FAILED_PRECONDITION' : 'UNKNOWN',
      message,
    ),
    ...(tfErrors.length > 0 && { tfErrors }),
    errorLogs,
    logs,
    build,
  });
}

function codeOf({ phase, errorCode }: RunFailure): PreviewErrorCode {
  if (phase === lockPhase) return 'DEPLOYMENT_LOCK_ACQUIRE_FAILED';
  return errorCode === 'EXTERNAL_VALUE_SOURCE_IMPORT_FAILED' ? errorCode : 'PREVIEW_BUILD_RUN_FAILED';
}

/** Errors of Terraform; that the lock was not free is none. */
function terraformErrors(failure: RunFailure): readonly TerraformError[] {
  return failure.phase === lockPhase ? [] : carriedErrors(failure);
}

function errorStatus(status: StatusName, message: string): NonNullable<Preview['errorStatus']> {
  return { code: statusNumbers[status], message };
}

function cancel(moment: Moment): void {
  end(moment, {
    state: 'FAILED',
    errorCode: 'PREVIEW_BUILD_RUN_FAILED',
    errorStatus: errorStatus('CANCELLED', 'the operation was cancelled'),
  });
}

function end(moment: Moment, fields: Preview): RunEnd {
  unlock(moment);
  put(moment, fields);
  moment.world.plans.delete(moment.operation.name ?? '');
  return { type: 'Preview', message: previewOf(moment) };
}

function remove(moment: Moment): RunEnd {
  const message: Preview = { ...previewOf(moment), state: 'DELETED' };
  removePreview(moment.world, moment.run.target);
  return { type: 'Preview', message };
}

function put({ world, run }: Moment, fields: Preview): void {
  world.tables.previews.put(run.target, { ...world.tables.previews.get(run.target), ...fields });
}

function previewOf({ world, run }: Moment): Preview & { readonly name: string } {
  return { ...world.tables.previews.get(run.target), name: run.target };
}

function pathsOf(moment: Moment): ArtifactPaths {
  return previewPaths(previewPlace(moment.world, previewOf(moment)));
}

function previewMetadata(moment: Moment, step: Step): RunMetadata {
  const { build, logs, previewArtifacts } = moment.world.tables.previews.get(moment.run.target) ?? {};
  const before = moment.operation.metadata?.previewMetadata;
  return {
    previewMetadata: {
      ...before,
      ...(build !== undefined && { build }),
      ...(logs !== undefined && { logs }),
      ...(previewArtifacts !== undefined && { previewArtifacts }),
      // The steps of these runs are a preview's (timeline.ts).
      step: step as PreviewStep,
    },
  };
}

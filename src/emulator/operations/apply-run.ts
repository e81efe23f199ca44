import type { Deployment, TerraformError, TerraformOutput } from '../../config-api/deployment.ts';
import type { Revision } from '../../config-api/revision.ts';
import type { Value } from '../../hcl/value.ts';
import { errorLines, logText, writeArtifact } from '../run/artifacts.ts';
import { carryOut, intentOf, type PlanOutcome } from '../run/carry-out.ts';
import { externalValues } from '../run/external-values.ts';
import { jsonOfValue } from '../run/json-values.ts';
import { repositoryError } from '../run/module-source.ts';
import { downloadModule, type RunPlan, runPlan } from '../run/run-plan.ts';
import { saveState } from '../run/state-files.ts';
import {
  buildOf,
  cloudOf,
  deploymentMetadata,
  deploymentOf,
  pathsOf,
  placeOf,
  prepareBucket,
  revisionOf,
  stateFailure,
} from './deployment-run.ts';
import { carriedErrors, failureText, fetchFailure } from './failures.ts';
import { releaseLock } from './locks.ts';
import type { RunFailure, Step } from './operation-record.ts';
import { validateQuotas } from './quota-step.ts';
import { writeResources } from './revision-resources.ts';
import type { Moment, RunEnd, Runner } from './runner.ts';
import { supersedePreviews } from './superseded-previews.ts';

/** Applies a module: what create and update do. */
export const applyRunner: Runner = { work, succeed, fail, cancel, metadata: deploymentMetadata };

function work(moment: Moment, step: Step): RunFailure | undefined {
  switch (step) {
    case 'PREPARING_STORAGE_BUCKET':
      begin(moment);
      return undefined;
    case 'VALIDATING_REPOSITORY':
      return fetchFailure(repositoryError(deploymentOf(moment).terraformBlueprint));
    case 'DOWNLOADING_BLUEPRINT':
      return download(moment);
    case 'RUNNING_TF_INIT':
      return init(moment);
    case 'RUNNING_QUOTA_VALIDATION':
      return checkQuotas(moment);
    case 'RUNNING_TF_PLAN':
      return plan(moment);
    case 'RUNNING_TF_APPLY':
      return apply(moment);
    default:
      return undefined;
  }
}

function begin(moment: Moment): void {
  prepareBucket(moment);
  const revision: Revision = { ...revisionOf(moment), build: buildOf(moment), logs: pathsOf(moment).logs };
  moment.world.tables.revisions.put(moment.run.revision ?? '', revision);
}

function download(moment: Moment): RunFailure | undefined {
  const { world, nowMs } = moment;
  const error = downloadModule(world, deploymentOf(moment).terraformBlueprint, pathsOf(moment).content, nowMs);
  return fetchFailure(error);
}

function init(moment: Moment): RunFailure | undefined {
  const deployment = deploymentOf(moment);
  const imported = externalValues(moment.world, deployment.terraformBlueprint);
  if (imported.errors.length > 0) {
    return { phase: 'fetch', errors: imported.errors, errorCode: 'EXTERNAL_VALUE_SOURCE_IMPORT_FAILED' };
  }
  const unreadable = stateFailure(moment.world, deployment);
  if (unreadable !== undefined) return unreadable;
  const { errors, phase } = planOf(moment).planned;
  return phase === 'tf-init' && errors.length > 0 ? { phase, errors } : undefined;
}

/** A module with errors fails in the plan, which comes next. */
function checkQuotas(moment: Moment): RunFailure | undefined {
  const { errors, plan: made } = planOf(moment).planned;
  return errors.length > 0 ? undefined : validateQuotas(moment, made);
}

function plan(moment: Moment): RunFailure | undefined {
  const { errors, phase, plan: made, context } = planOf(moment).planned;
  if (errors.length > 0) return { phase, errors };
  const { instances } = context.prior;
  writeResources(moment.world, moment.run.revision ?? '', { plan: made, stateOf: () => 'PLANNED', instances });
  return undefined;
}

function apply(moment: Moment): RunFailure | undefined {
  const { world, run } = moment;
  const { planned, applied } = planOf(moment);
  const { instances } = planned.context.prior;
  writeResources(world, run.revision ?? '', { plan: planned.plan, stateOf: () => 'IN_PROGRESS', instances });
  const errors: TerraformError[] = [];
  for (const { mode, address, actions } of planned.plan.changes) {
    const intent = intentOf(actions);
    if (mode === 'data' || intent === 'UNCHANGED') continue;
    const fault = world.faults.takeResource(intent === 'DELETE' ? 'destroy' : 'apply', run.target, address);
    if (fault === undefined || (intent === 'CREATE' && isImported(moment, fault.httpResponseCode))) continue;
    errors.push(resourceError(address, fault.message, fault.httpResponseCode));
  }
  const found = [...errors, ...applied().errors];
  return found.length > 0 ? { phase: 'tf-apply', errors: found } : undefined;
}

/** Whether a resource that is there already is taken over instead of failing (5.22). */
function isImported(moment: Moment, httpResponseCode: number | undefined): boolean {
  return httpResponseCode === 409 && deploymentOf(moment).importExistingResources === true;
}

/** The error of a resource whose API refused. */
export function resourceError(resourceAddress: string, message: string, code: number | undefined): TerraformError {
  return {
    resourceAddress,
    ...(code === undefined ? {} : { httpResponseCode: code }),
    errorDescription: message,
    error: { code: 2, message },
  };
}

/** The run's plan; made when the module has been read, and again after a restart. */
function planOf(moment: Moment): RunPlan {
  const { world, run, operation } = moment;
  return runPlan(world, operation.name ?? '', () => {
    const deployment = deploymentOf(moment);
    const { bucket, folder } = placeOf(moment);
    return {
      deployment: run.target,
      blueprint: deployment.terraformBlueprint,
      terraformVersion: revisionOf(moment).tfVersion ?? '',
      content: { bucket, folder: `${folder}apply_results/content/` },
      refreshed: cloudOf(world, deployment).refreshed,
    };
  });
}

function succeed(moment: Moment): RunEnd {
  const { world, run, nowMs } = moment;
  const { plan: done } = planOf(moment).planned;
  const { outputs } = leave(moment, new Set());
  const paths = pathsOf(moment);
  const lines = done.changes
    .filter(({ mode }) => mode === 'managed')
    .map(({ address, actions }) => `${address}: ${intentOf(actions)}`);
  const log = logText(moment.time, { build: buildOf(moment) }, [...lines, 'apply complete']);
  writeArtifact(world, paths.logs, log, nowMs);
  writeArtifact(world, `${paths.artifacts}/log.json`, JSON.stringify({ events: lines }), nowMs);
  const applyResults = { content: paths.content, artifacts: paths.artifacts, outputs: outputMessages(outputs) };
  endRevision(moment, { state: 'APPLIED', stateDetail: 'revision applied', applyResults });
  supersedePreviews(world, run.target);
  return endDeployment(moment, { state: 'ACTIVE' });
}

/** Writes down what there is after the apply: state and resources; edits made past Terraform are either undone or in the state now. */
function leave(moment: Moment, failing: ReadonlySet<string>): PlanOutcome {
  const { world, run, nowMs } = moment;
  const { planned, applied } = planOf(moment);
  const outcome = carryOut({ plan: planned.plan, prior: planned.context.prior, applied: applied() }, failing);
  const revision = run.revision ?? '';
  const { instances, outputs, reached } = outcome;
  const stateOf = (address: string) => reached.get(address) ?? 'PLANNED';
  const shown = new Map([...planned.context.prior.instances, ...instances]);
  writeResources(world, revision, { plan: planned.plan, stateOf, instances: shown });
  const { terraformVersion } = planned.plan;
  saveState(world, deploymentOf(moment), { revision, terraformVersion, instances, outputs }, nowMs);
  world.tables.drifts.delete(run.target);
  return outcome;
}

/** Leaves what was done before and beside the resources that failed; nothing was when the step failed as a whole. */
function leavePartially(moment: Moment, { errors }: RunFailure): void {
  const failing = new Set(errors.flatMap(({ resourceAddress }) => resourceAddress ?? []));
  if (failing.size > 0 || planOf(moment).applied().errors.length > 0) leave(moment, failing);
}

function outputMessages(outputs: ReadonlyMap<string, Value>): Readonly<Record<string, TerraformOutput>> {
  return Object.fromEntries(
    [...outputs].map(([name, value]): [string, TerraformOutput] => [
      name,
      { ...(value.sensitive === true && { sensitive: true }), value: jsonOfValue(value, () => undefined) ?? null },
    ]),
  );
}

function fail(moment: Moment, failure: RunFailure): RunEnd {
  const { world, run, nowMs } = moment;
  if (failure.phase === 'tf-apply') leavePartially(moment, failure);
  const build = buildOf(moment);
  const text = failureText('apply', build, failure);
  const paths = pathsOf(moment);
  prepareBucket(moment);
  writeArtifact(world, paths.logs, logText(moment.time, { build }, text.split('\n')), nowMs);
  writeArtifact(world, paths.errors, errorLines(failure.errors), nowMs);
  const details = { stateDetail: text, tfErrors: carriedErrors(failure), errorLogs: paths.errors };
  endRevision(moment, { state: 'FAILED', errorCode: failure.errorCode ?? 'APPLY_BUILD_RUN_FAILED', ...details });
  const stateDetail = `revision ${run.revision ?? ''} failed: ${text}`;
  return endDeployment(moment, { state: 'FAILED', errorCode: 'REVISION_FAILED', stateDetail });
}

function cancel(moment: Moment): void {
  const stateDetail = 'the operation was cancelled';
  endRevision(moment, { state: 'FAILED', errorCode: 'APPLY_BUILD_RUN_FAILED', stateDetail });
  endDeployment(moment, { state: 'FAILED', errorCode: 'REVISION_FAILED', stateDetail });
}

function endRevision(moment: Moment, end: Revision): void {
  const { world, run, operation, time } = moment;
  const revision: Revision = { ...revisionOf(moment), ...end, updateTime: time };
  world.tables.revisions.put(run.revision ?? '', revision);
  world.plans.delete(operation.name ?? '');
}

function endDeployment(moment: Moment, end: Deployment): RunEnd {
  const { world, run, time } = moment;
  releaseLock(world, run.target);
  const deployment: Deployment = { ...deploymentOf(moment), ...end, updateTime: time };
  world.tables.deployments.put(run.target, deployment);
  return { type: 'Deployment', message: deployment };
}

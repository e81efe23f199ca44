import type { Deployment, TerraformError } from '../../config-api/deployment.ts';
import type { Json } from '../../config-api/json.ts';
import type { Revision } from '../../config-api/revision.ts';
import { errorLines, logText, writeArtifact } from '../run/artifacts.ts';
import { externalValues } from '../run/external-values.ts';
import { carryOut, type Plan, planModule } from '../run/plan.ts';
import { type ModuleResult, runModule } from '../run/run-module.ts';
import { readSource } from '../run/source.ts';
import {
  buildOf,
  currentState,
  deploymentMetadata,
  deploymentOf,
  pathsOf,
  placeOf,
  prepareBucket,
  revisionOf,
  writeResources,
} from './deployment-run.ts';
import { carriedErrors, failureText } from './failures.ts';
import type { RunFailure, Step } from './operation-record.ts';
import type { Moment, RunEnd, Runner } from './runner.ts';

/** Applies a module: what create and update do. */
export const applyRunner: Runner = { work, succeed, fail, cancel, metadata: deploymentMetadata };

function work(moment: Moment, step: Step): RunFailure | undefined {
  switch (step) {
    case 'PREPARING_STORAGE_BUCKET':
      begin(moment);
      return undefined;
    case 'DOWNLOADING_BLUEPRINT':
      return download(moment);
    case 'RUNNING_TF_INIT':
      return init(moment);
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

/** Copies the module to the run's folder, from where the later steps read it. */
function download(moment: Moment): RunFailure | undefined {
  const { world, nowMs } = moment;
  const source = readSource(world.objects, deploymentOf(moment).terraformBlueprint?.gcsSource ?? '');
  if (source.kind === 'fault') return { phase: 'fetch', errors: [{ errorDescription: source.message }] };
  const { content } = pathsOf(moment);
  for (const [path, bytes] of source.files) writeArtifact(world, `${content}/${path}`, bytes, nowMs);
  return undefined;
}

function init(moment: Moment): RunFailure | undefined {
  const imported = externalValues(moment.world, deploymentOf(moment));
  if (imported.errors.length > 0) {
    return { phase: 'fetch', errors: imported.errors, errorCode: 'EXTERNAL_VALUE_SOURCE_IMPORT_FAILED' };
  }
  const { errors, phase } = evaluate(moment);
  return phase === 'tf-init' && errors.length > 0 ? { phase, errors } : undefined;
}

function plan(moment: Moment): RunFailure | undefined {
  const { errors, phase } = evaluate(moment);
  if (errors.length > 0) return { phase, errors };
  writeResources(moment, moment.run.revision ?? '', planOf(moment).resources, () => 'PLANNED');
  return undefined;
}

function apply(moment: Moment): RunFailure | undefined {
  const { world, run } = moment;
  const { resources } = planOf(moment);
  writeResources(moment, run.revision ?? '', resources, () => 'IN_PROGRESS');
  const errors: TerraformError[] = [];
  for (const { intent, state } of resources) {
    const phase = intent === 'DELETE' ? 'destroy' : 'apply';
    const fault = intent === 'UNCHANGED' ? undefined : world.faults.takeResource(phase, run.target, state.address);
    if (fault !== undefined) errors.push(resourceError(state.address, fault.message, fault.httpResponseCode));
  }
  return errors.length > 0 ? { phase: 'tf-apply', errors } : undefined;
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

/** The module as evaluated; kept while its run lasts, made again after a restart. */
function evaluate(moment: Moment): ModuleResult {
  const { world, run } = moment;
  const known = world.evaluated.get(run.revision ?? '');
  if (known !== undefined) return known;
  const deployment = deploymentOf(moment);
  const inputs = Object.entries(deployment.terraformBlueprint?.inputValues ?? {});
  const given = inputs.map(([name, { inputValue = null }]): [string, Json] => [name, inputValue]);
  const result = runModule({
    files: contentOf(moment),
    terraformVersion: revisionOf(moment).tfVersion ?? '',
    inputValues: Object.fromEntries([...given, ...Object.entries(externalValues(world, deployment).values)]),
    engines: world.engines,
    facts: world.facts,
    random: world.random,
    deployment: run.target,
  });
  world.evaluated.set(run.revision ?? '', result);
  return result;
}

/** The module's files, without those that are not text. */
function contentOf(moment: Moment): ReadonlyMap<string, string> {
  const { bucket, folder } = placeOf(moment);
  const prefix = `${folder}apply_results/content/`;
  const files = new Map<string, string>();
  for (const object of moment.world.objects.objects(bucket, prefix)) {
    files.set(object.name.slice(prefix.length), new TextDecoder().decode(object.content));
  }
  return files;
}

function planOf(moment: Moment): Plan {
  const { world, run } = moment;
  return planModule(evaluate(moment), currentState(world, run.target), run.target, world.random);
}

function succeed(moment: Moment): RunEnd {
  const { world, run, nowMs } = moment;
  const name = run.revision ?? '';
  const done = planOf(moment);
  const { state } = carryOut(done, currentState(world, run.target), new Set());
  writeResources(moment, name, done.resources, () => 'RECONCILED');
  world.tables.states.put(name, state);
  const paths = pathsOf(moment);
  const lines = done.resources.map((resource) => `${resource.state.address}: ${resource.intent}`);
  writeArtifact(
    world,
    paths.logs,
    logText(moment.time, { build: buildOf(moment) }, [...lines, 'apply complete']),
    nowMs,
  );
  writeArtifact(world, `${paths.artifacts}/log.json`, JSON.stringify({ events: lines }), nowMs);
  const applyResults = { content: paths.content, artifacts: paths.artifacts, outputs: done.outputs };
  endRevision(moment, { state: 'APPLIED', stateDetail: 'revision applied', applyResults });
  return endDeployment(moment, { state: 'ACTIVE' });
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

/** Leaves what was done before and beside the resources that failed. */
function leavePartially(moment: Moment, failure: RunFailure): void {
  const { world, run } = moment;
  const failing = new Set(failure.errors.flatMap(({ resourceAddress }) => resourceAddress ?? []));
  const begun = planOf(moment);
  const { states, state } = carryOut(begun, currentState(world, run.target), failing);
  writeResources(moment, run.revision ?? '', begun.resources, (address) => states.get(address) ?? 'PLANNED');
  world.tables.states.put(run.revision ?? '', state);
}

function cancel(moment: Moment): void {
  const stateDetail = 'the operation was cancelled';
  endRevision(moment, { state: 'FAILED', errorCode: 'APPLY_BUILD_RUN_FAILED', stateDetail });
  endDeployment(moment, { state: 'FAILED', errorCode: 'REVISION_FAILED', stateDetail });
}

function endRevision(moment: Moment, end: Revision): void {
  const { world, run, time } = moment;
  const revision: Revision = { ...revisionOf(moment), ...end, updateTime: time };
  world.tables.revisions.put(run.revision ?? '', revision);
  world.evaluated.delete(run.revision ?? '');
}

function endDeployment(moment: Moment, end: Deployment): RunEnd {
  const { world, run, time } = moment;
  const deployment: Deployment = { ...deploymentOf(moment), ...end, updateTime: time };
  world.tables.deployments.put(run.target, deployment);
  return { type: 'Deployment', message: deployment };
}

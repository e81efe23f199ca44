import type { DeploymentStep } from '../../config-api/enums.ts';
import type { JsonObject } from '../../config-api/json.ts';
import type { Operation, OperationMetadata } from '../../config-api/operation.ts';
import type { Status } from '../../config-api/status.ts';
import { statusNumbers } from '../../config-api/status.ts';
import { json } from '../methods/handler.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { applyRunner } from './apply-run.ts';
import { abandonRunner, destroyRunner } from './destroy-run.ts';
import type { OperationRecord, Run, RunKind } from './operation-record.ts';
import type { Moment, Runner } from './runner.ts';
import { stepDurationMs } from './timeline.ts';

const runners: Readonly<Record<RunKind, Runner>> = {
  apply: applyRunner,
  destroy: destroyRunner,
  abandon: abandonRunner,
};

/** Plays every step that is due by now, in the order of their times. */
export function settle(world: World): void {
  const now = world.settings.clock.now();
  for (let next = nextDue(world); next !== undefined && next.run.dueMs <= now; next = nextDue(world)) {
    play(world, next);
  }
}

interface RunningRecord {
  readonly operation: Operation;
  readonly run: Run;
}

function nextDue(world: World): RunningRecord | undefined {
  let first: RunningRecord | undefined;
  for (const name of world.running) {
    const record = world.tables.operations.get(name);
    if (record?.run === undefined) {
      world.running.delete(name);
    } else if (first === undefined || isBefore(record.run, first.run)) {
      first = { operation: record.operation, run: record.run };
    }
  }
  return first;
}

function isBefore(left: Run, right: Run): boolean {
  return left.dueMs < right.dueMs || (left.dueMs === right.dueMs && left.order < right.order);
}

/** One step of one operation. */
function play(world: World, { operation, run }: RunningRecord): void {
  const runner = runners[run.kind];
  const moment: Moment = { world, run, operation, nowMs: run.dueMs, time: timestamp(run.dueMs) };
  if (operation.metadata?.requestedCancellation === true) {
    runner.cancel(moment);
    finish(moment, 'FAILED', { error: { code: statusNumbers.CANCELLED, message: 'The operation was cancelled' } });
    return;
  }
  if (run.failure !== undefined) {
    finish(moment, 'FAILED', { response: runner.fail(moment, run.failure) });
    return;
  }
  const [step, ...steps] = run.steps;
  if (step === undefined || step === 'SUCCEEDED') {
    finish(moment, 'SUCCEEDED', { response: runner.succeed(moment) });
    return;
  }
  const failure = orderedFailure(moment, step) ?? workOf(runner, moment, step);
  const dueMs = run.dueMs + stepDurationMs(step, world.settings.speed);
  save(moment, withStep(moment, step), { ...run, steps, dueMs, ...(failure === undefined ? {} : { failure }) });
}

/** A step's work; a bug of ours in it fails this run, in sight of whoever watches it, and not every request from then on. */
function workOf(runner: Runner, moment: Moment, step: DeploymentStep): Run['failure'] {
  try {
    return runner.work(moment, step);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { phase: 'emulator', errors: [{ errorDescription: `The emulator failed; please report this: ${message}` }] };
  }
}

/** The failure a fault orders for a step. */
function orderedFailure({ world, run }: Moment, step: DeploymentStep): Run['failure'] {
  const fault = world.faults.takeStep(step, run.deployment);
  return fault === undefined
    ? undefined
    : { phase: phases[step] ?? 'build', errors: [{ errorDescription: fault.message }] };
}

/** Names of the build's phases in messages. */
const phases: Readonly<Partial<Record<DeploymentStep, string>>> = {
  DOWNLOADING_BLUEPRINT: 'fetch',
  RUNNING_TF_INIT: 'tf-init',
  RUNNING_TF_PLAN: 'tf-plan',
  RUNNING_TF_APPLY: 'tf-apply',
  RUNNING_TF_DESTROY: 'tf-destroy',
};

function withStep(moment: Moment, step: DeploymentStep): OperationMetadata {
  const { metadata } = moment.operation;
  const isThere = moment.world.tables.deployments.get(moment.run.deployment) !== undefined;
  const details = isThere ? runners[moment.run.kind].details(moment) : {};
  return { ...metadata, deploymentMetadata: { ...metadata?.deploymentMetadata, ...details, step } };
}

function finish(
  moment: Moment,
  step: 'SUCCEEDED' | 'FAILED',
  outcome: { readonly error: Status } | { readonly response: object },
): void {
  const metadata: OperationMetadata = { ...withStep(moment, step), endTime: moment.time };
  const result = 'error' in outcome ? outcome : { response: deploymentResponse(outcome.response) };
  const operation: Operation = { ...moment.operation, metadata, done: true, ...result };
  const record: OperationRecord = { operation };
  moment.world.tables.operations.put(operation.name ?? '', record);
  moment.world.running.delete(operation.name ?? '');
}

function save(moment: Moment, metadata: OperationMetadata, run: Run): void {
  const operation: Operation = { ...moment.operation, metadata };
  moment.world.tables.operations.put(operation.name ?? '', { operation, run });
}

function deploymentResponse(deployment: object): JsonObject {
  return { '@type': 'type.googleapis.com/google.cloud.config.v1.Deployment', ...json(deployment) };
}

import type { Operation, OperationMetadata } from '../../config-api/operation.ts';
import { statusNumbers } from '../../config-api/status.ts';
import { json } from '../methods/handler.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { applyRunner } from './apply-run.ts';
import { autoMigrationRunner } from './auto-migration-run.ts';
import { abandonRunner, destroyRunner } from './destroy-run.ts';
import { lockPhase } from './failures.ts';
import { groupRunner } from './group-run.ts';
import { lockRunner, unlockRunner } from './lock-run.ts';
import type { OperationRecord, Run, RunFailure, RunKind, Step } from './operation-record.ts';
import { previewRunner, removePreviewRunner } from './preview-run.ts';
import { deprovisionRunner, provisionRunner } from './provision-run.ts';
import type { Moment, RunEnd, Runner } from './runner.ts';
import { stepDurationMs } from './timeline.ts';

const runners: Readonly<Record<RunKind, Runner>> = {
  apply: applyRunner,
  destroy: destroyRunner,
  abandon: abandonRunner,
  lock: lockRunner,
  unlock: unlockRunner,
  preview: previewRunner,
  'remove-preview': removePreviewRunner,
  'auto-migration': autoMigrationRunner,
  group: groupRunner,
  provision: provisionRunner,
  deprovision: deprovisionRunner,
};

/** Plays every step that is due by now, in the order of their times. */
export function settle(world: World): void {
  const now = world.settings.clock.now();
  for (let name = world.running.takeDue(now); name !== undefined; name = world.running.takeDue(now)) {
    const record = world.tables.operations.get(name);
    if (record?.run !== undefined) play(world, record.operation, record.run);
  }
}

/** One step of one operation. */
function play(world: World, operation: Operation, run: Run): void {
  const runner = runners[run.kind];
  const moment: Moment = { world, run, operation, nowMs: run.dueMs, time: timestamp(run.dueMs) };
  const { failure } = run;
  if (operation.metadata?.requestedCancellation === true) {
    finish(moment, 'FAILED', () => {
      runner.cancel(moment);
      return { error: { code: statusNumbers.CANCELLED, message: 'The operation was cancelled' } };
    });
    return;
  }
  if (failure !== undefined) {
    finish(moment, 'FAILED', () => runner.fail(moment, failure));
    return;
  }
  const [step, ...steps] = run.steps;
  if (step === undefined || step === 'SUCCEEDED') {
    finish(moment, 'SUCCEEDED', () => runner.succeed(moment));
    return;
  }
  goOn(moment, step, steps);
}

/** Does a step's work, and leaves what comes after it for when its time is over. */
function goOn(moment: Moment, step: Step, later: readonly Step[]): void {
  const { world, run } = moment;
  const result = orderedFailure(moment, step) ?? workOf(moment, step);
  // A step that waits must get on in time, or it would keep the others from what it waits for.
  const durationMs = Math.max(stepDurationMs(step, world.settings.speed), result === 'again' ? 1 : 0);
  const steps = result === 'again' ? run.steps : later;
  const failure = typeof result === 'object' ? { failure: result } : {};
  const operation: Operation = { ...moment.operation, metadata: withStep(moment, step) };
  const record: OperationRecord = { operation, run: { ...run, steps, dueMs: run.dueMs + durationMs, ...failure } };
  world.tables.operations.put(operation.name ?? '', record);
  world.running.add(record);
}

/** A step's work; a bug of ours in it fails this run, in sight of whoever watches it, and not every request from then on. */
function workOf(moment: Moment, step: Step): RunFailure | 'again' | undefined {
  try {
    return runners[moment.run.kind].work(moment, step);
  } catch (error) {
    return { phase: 'emulator', errors: [{ errorDescription: bugReport(error) }] };
  }
}

function bugReport(error: unknown): string {
  return `The emulator failed; please report this: ${error instanceof Error ? error.message : String(error)}`;
}

/** The failure a fault orders for a step. */
function orderedFailure({ world, run }: Moment, step: Step): RunFailure | undefined {
  const fault = world.faults.takeStep(step, run.target);
  return fault === undefined
    ? undefined
    : { phase: phases[step] ?? 'build', errors: [{ errorDescription: fault.message }] };
}

/** Names of the build's phases in messages. */
const phases: Readonly<Partial<Record<Step, string>>> = {
  LOCKING_DEPLOYMENT: lockPhase,
  VALIDATING_REPOSITORY: 'fetch',
  DOWNLOADING_BLUEPRINT: 'fetch',
  RUNNING_TF_INIT: 'tf-init',
  RUNNING_QUOTA_VALIDATION: 'quota-validation',
  RUNNING_TF_PLAN: 'tf-plan',
  RUNNING_TF_APPLY: 'tf-apply',
  RUNNING_TF_DESTROY: 'tf-destroy',
};

function withStep(moment: Moment, step: Step): OperationMetadata {
  return { ...moment.operation.metadata, ...runners[moment.run.kind].metadata(moment, step) };
}

function finish(moment: Moment, step: 'SUCCEEDED' | 'FAILED', end: () => RunEnd): void {
  const outcome = endOf(end);
  const metadata: OperationMetadata = { ...withStep(moment, step), endTime: moment.time };
  const result = 'error' in outcome ? { error: outcome.error } : { response: anyOf(outcome.type, outcome.message) };
  const operation: Operation = { ...moment.operation, metadata, done: true, ...result };
  moment.world.tables.operations.put(operation.name ?? '', { operation });
}

/** How a run ends; a bug of ours in it ends this operation with an error. */
function endOf(end: () => RunEnd): RunEnd {
  try {
    return end();
  } catch (error) {
    return { error: { code: statusNumbers.INTERNAL, message: bugReport(error) } };
  }
}

function anyOf(type: string, message: object): NonNullable<Operation['response']> {
  return { '@type': `type.googleapis.com/google.cloud.config.v1.${type}`, ...json(message) };
}

import type { DeploymentGroup } from '../../config-api/deployment-group.ts';
import type { ProvisionDeploymentGroupStep } from '../../config-api/enums.ts';
import { type Status, statusNumbers } from '../../config-api/status.ts';
import { addGroupRevision } from '../groups/group-revisions.ts';
import { hasFailed, isEnded, type Provisioning, progressOf, type UnitTask } from '../groups/unit-task.ts';
import { moveOn } from '../groups/unit-work.ts';
import { cancelOperation } from '../methods/operations.ts';
import type { World } from '../world.ts';
import type { RunFailure, Step } from './operation-record.ts';
import type { Moment, RunEnd, RunMetadata, Runner } from './runner.ts';

/** Brings the deployments of a group about, in the order of their dependencies. */
export const provisionRunner: Runner = {
  work,
  succeed: (moment) => end(moment, { provisioningState: 'PROVISIONED' }),
  fail: (moment, failure) => endBadly(moment, 'FAILED_TO_PROVISION', failure),
  cancel: (moment) => cancel(moment, 'FAILED_TO_PROVISION'),
  metadata,
};

/** Deletes the deployments of a group, in the reverse order. */
export const deprovisionRunner: Runner = {
  work,
  succeed: (moment) => end(moment, { provisioningState: 'DEPROVISIONED' }),
  fail: (moment, failure) => endBadly(moment, 'FAILED_TO_DEPROVISION', failure),
  cancel: (moment) => cancel(moment, 'FAILED_TO_DEPROVISION'),
  metadata,
};

function work(moment: Moment, step: Step): RunFailure | 'again' | undefined {
  const { removals, units } = provisioningOf(moment);
  switch (step) {
    case 'ASSOCIATING_DEPLOYMENTS_TO_DEPLOYMENT_GROUP':
      associate(moment, units);
      return undefined;
    case 'DEPROVISIONING_DEPLOYMENT_UNITS':
      // Provisioning only removes here; deprovisioning then goes on with the units.
      return (
        moveList(moment, 'removals', removals) ??
        (moment.run.kind === 'deprovision' ? moveList(moment, 'units', units) : undefined)
      );
    case 'PROVISIONING_DEPLOYMENT_UNITS':
      return moveList(moment, 'units', units);
    default:
      return undefined;
  }
}

/** Moves the tasks of one list on; undefined when all went well. */
function moveList(
  moment: Moment,
  list: 'removals' | 'units',
  tasks: readonly UnitTask[],
): RunFailure | 'again' | undefined {
  const provisioning = provisioningOf(moment);
  const moved = moveOn(worldThen(moment), tasks, list === 'removals' ? cleaning : provisioning);
  moment.world.tables.provisionings.put(provisioning.name, { ...provisioning, [list]: moved });
  if (!moved.every(isEnded)) return 'again';
  const failed = moved.filter(hasFailed);
  return failed.length === 0
    ? undefined
    : {
        phase: 'provisioning',
        errors: failed.map(({ unitId, stateDescription = '' }) => ({
          errorDescription: `unit '${unitId}': ${stateDescription}`,
        })),
      };
}

/** What left the group is deleted with its resources, whatever is said of the others. */
const cleaning: Pick<Provisioning, 'force' | 'deletePolicy'> = { force: true, deletePolicy: 'DELETE' };

/** The world at the run's own time: what it starts begins when its step does, however late anybody looks. */
function worldThen({ world, nowMs }: Moment): World {
  const { clock } = world.settings;
  const then = { now: () => nowMs, sleep: clock.sleep.bind(clock) };
  return { ...world, settings: { ...world.settings, clock: then } };
}

function provisioningOf({ world, operation }: Moment): Provisioning {
  const name = operation.name ?? '';
  const known = world.tables.provisionings.get(name);
  return known ?? { name, removals: [], units: [], force: false, deletePolicy: 'DELETE' };
}

/** Gives the units the deployments they will have. */
function associate({ world, run, time }: Moment, tasks: readonly UnitTask[]): void {
  const group = world.tables.deploymentGroups.get(run.target) ?? {};
  const deploymentUnits = (group.deploymentUnits ?? []).map((unit) => {
    const task = tasks.find(({ unitId }) => unitId === unit.id);
    return task === undefined ? unit : { ...unit, deployment: task.deployment };
  });
  world.tables.deploymentGroups.put(run.target, { ...group, deploymentUnits, updateTime: time });
}

/** Ends an operation on a group: units lose deployments that are not there, and what is left becomes a revision. */
function end(moment: Moment, outcome: DeploymentGroup): RunEnd {
  const { world, run, time } = moment;
  const { tables } = world;
  const group: DeploymentGroup = { ...tables.deploymentGroups.get(run.target), ...outcome, updateTime: time };
  const units = (group.deploymentUnits ?? []).map(({ deployment = '', ...unit }) =>
    tables.deployments.get(deployment) === undefined ? unit : { ...unit, deployment },
  );
  const left = units.length === 0 ? group : { ...group, deploymentUnits: units };
  tables.deploymentGroups.put(run.target, left);
  addGroupRevision(tables, left, time);
  return { type: 'DeploymentGroup', message: left };
}

type BadState = 'FAILED_TO_PROVISION' | 'FAILED_TO_DEPROVISION';

function endBadly(moment: Moment, provisioningState: BadState, { errors }: RunFailure): RunEnd {
  const message = errors.map(({ errorDescription = '' }) => errorDescription).join('\n');
  giveUp(moment, 'the operation failed before its turn');
  const code = failedTasks(moment).find(({ error }) => error !== undefined)?.error?.code ?? statusNumbers.UNKNOWN;
  const provisioningError: Status = { code, message };
  return end(moment, { provisioningState, provisioningStateDescription: message, provisioningError });
}

/** Ends because somebody asked for it: what runs is cancelled too, what waits is given up (19.13). */
function cancel(moment: Moment, provisioningState: BadState): void {
  const message = 'the operation was cancelled';
  for (const { operation } of runningTasks(moment)) {
    if (operation !== undefined) cancelOperation(moment.world, { origin: '', resource: operation, request: {} });
  }
  giveUp(moment, message);
  const provisioningError: Status = { code: statusNumbers.CANCELLED, message };
  end(moment, { provisioningState, provisioningStateDescription: message, provisioningError });
}

function failedTasks(moment: Moment): readonly UnitTask[] {
  const { removals, units } = provisioningOf(moment);
  return [...removals, ...units].filter(hasFailed);
}

function runningTasks(moment: Moment): readonly UnitTask[] {
  const { removals, units } = provisioningOf(moment);
  return [...removals, ...units].filter((task) => !isEnded(task));
}

/** Everything that has not ended is aborted. */
function giveUp(moment: Moment, stateDescription: string): void {
  const provisioning = provisioningOf(moment);
  const given = (task: UnitTask): UnitTask => (isEnded(task) ? task : { ...task, state: 'ABORTED', stateDescription });
  const { removals, units } = provisioning;
  const left = { ...provisioning, removals: removals.map(given), units: units.map(given) };
  moment.world.tables.provisionings.put(provisioning.name, left);
}

function metadata(moment: Moment, step: Step): RunMetadata {
  const { removals, units } = provisioningOf(moment);
  const deploymentUnitProgresses = [...removals, ...units].map(progressOf);
  // The steps of these runs are a group's (timeline.ts).
  return { provisionDeploymentGroupMetadata: { step: step as ProvisionDeploymentGroupStep, deploymentUnitProgresses } };
}

import type { Deployment } from '../../config-api/deployment.ts';
import type { JsonObject } from '../../config-api/json.ts';
import type { DeploymentOperationSummary, Operation } from '../../config-api/operation.ts';
import type { Status } from '../../config-api/status.ts';
import { statusNumbers } from '../../config-api/status.ts';
import { ApiError } from '../api-error.ts';
import { createDeployment } from '../methods/create-deployment.ts';
import { deleteDeployment } from '../methods/delete-deployment.ts';
import { mutablePart } from '../methods/deployment-fields.ts';
import { json } from '../methods/handler.ts';
import { updateDeployment } from '../methods/update-deployment.ts';
import type { World } from '../world.ts';
import { hasChanges } from './pending-changes.ts';
import { hasFailed, isEnded, type Provisioning, type UnitTask } from './unit-task.ts';

/** Calls the emulator makes itself came in nowhere; their answers have no signed URLs. */
const within = { origin: '' };

/** How deployments are deleted. */
export type Deletion = Pick<Provisioning, 'force' | 'deletePolicy'>;

/**
 * Moves tasks on: sees what became of those that run, gives up those that wait for a failed one, and begins those whose
 * turn it is, at the world's time. Tasks come after those they wait for.
 */
export function moveOn(world: World, tasks: readonly UnitTask[], deletion: Deletion): readonly UnitTask[] {
  const moved = new Map<string, UnitTask>();
  for (const task of tasks) {
    const waitsFor = task.after.flatMap((id) => moved.get(id) ?? []);
    moved.set(task.unitId, moveTask(world, task, waitsFor, deletion));
  }
  return [...moved.values()];
}

function moveTask(world: World, task: UnitTask, waitsFor: readonly UnitTask[], deletion: Deletion): UnitTask {
  if (isEnded(task)) return task;
  if (task.operation !== undefined) return observed(world, task, task.operation);
  if (task.state === 'PREVIEWING_DEPLOYMENT') return previewed(world, task);
  const failed = waitsFor.find(hasFailed);
  if (failed !== undefined) {
    return { ...task, state: 'ABORTED', stateDescription: `unit '${failed.unitId}' did not succeed` };
  }
  return waitsFor.every(isEnded) ? begun(world, task, deletion) : task;
}

/** A task whose turn it is. */
function begun(world: World, task: UnitTask, deletion: Deletion): UnitTask {
  const { deployment, intent, spec = {} } = task;
  const exists = world.tables.deployments.get(deployment) !== undefined;
  switch (intent) {
    case 'CREATE_DEPLOYMENT':
    case 'RECREATE_DEPLOYMENT':
      return started(task, 'APPLYING_DEPLOYMENT', () => {
        const [parent = '', deploymentId = ''] = deployment.split('/deployments/');
        const request = { parent, deploymentId, deployment: json(spec) };
        return createDeployment(world, { ...within, resource: parent, request });
      });
    case 'DELETE_DEPLOYMENT':
    case 'CLEAN_UP':
      if (!exists) return { ...task, state: 'SKIPPED', stateDescription: 'there is no deployment' };
      return started(task, 'DELETING_DEPLOYMENT', () =>
        deleteDeployment(world, { ...within, resource: deployment, request: { name: deployment, ...deletion } }),
      );
    default:
      return { ...task, state: 'PREVIEWING_DEPLOYMENT' };
  }
}

/** An existing deployment: applied again when that would change anything. */
function previewed(world: World, task: UnitTask): UnitTask {
  const current = world.tables.deployments.get(task.deployment);
  if (current !== undefined && !hasChanges(world, current)) {
    return { ...task, state: 'SKIPPED', intent: 'UNCHANGED', stateDescription: 'nothing has changed' };
  }
  return started(task, 'APPLYING_DEPLOYMENT', () => {
    const deployment = { ...mutablePart(current ?? {}), name: task.deployment };
    return updateDeployment(world, { ...within, resource: task.deployment, request: { deployment: json(deployment) } });
  });
}

function started(task: UnitTask, state: UnitTask['state'], start: () => JsonObject): UnitTask {
  try {
    return { ...task, state, operation: String(start()['name']) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const status: Status = { code: statusNumbers[error.status], message: error.message };
    return { ...task, state: 'FAILED', stateDescription: error.message, error: status };
  }
}

/** A task whose operation runs, as that says. */
function observed(world: World, task: UnitTask, name: string): UnitTask {
  const operation = world.tables.operations.get(name)?.operation;
  if (operation === undefined) return failed(task, { code: statusNumbers.NOT_FOUND, message: `'${name}' was deleted` });
  const running: UnitTask = { ...task, deploymentOperationSummary: summaryOf(operation) };
  if (operation.done !== true) return running;
  if (operation.error !== undefined) return failed(running, operation.error);
  const { state, stateDetail = '' } = (operation.response ?? {}) as Deployment; // an operation on a deployment answers it
  return state === 'FAILED'
    ? failed(running, { code: statusNumbers.UNKNOWN, message: stateDetail })
    : { ...running, state: 'SUCCEEDED' };
}

function failed(task: UnitTask, error: Status): UnitTask {
  return { ...task, state: 'FAILED', stateDescription: error.message ?? '', error };
}

function summaryOf({ metadata }: Operation): DeploymentOperationSummary {
  const { step, build, logs, applyResults } = metadata?.deploymentMetadata ?? {};
  return {
    ...(step === undefined ? {} : { deploymentStep: step }),
    ...(build === undefined ? {} : { build }),
    ...(logs === undefined ? {} : { logs }),
    ...(applyResults?.content === undefined ? {} : { content: applyResults.content }),
    ...(applyResults?.artifacts === undefined ? {} : { artifacts: applyResults.artifacts }),
  };
}

import type { Operation, OperationMetadata } from '../../config-api/operation.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import type { OperationRecord, Run, RunKind, Step } from './operation-record.ts';
import { stepDurationMs } from './timeline.ts';

/** An operation to begin. */
export interface Start extends Pick<Run, 'kind' | 'target' | 'revision' | 'data'> {
  /** What is done to the target, as metadata say it: `create`, `update`, `delete`, … */
  readonly verb: string;
  /** What the caller is told beside the outcome; absent: nothing. */
  readonly statusMessage?: string | undefined;
  /** All its steps; the last is `SUCCEEDED`. */
  readonly steps: readonly Step[];
}

/** Begins an operation; its first step is due at once, and one that has no other step than its end takes that step's time. */
export function startOperation(world: World, start: Start): Operation {
  const { clock, speed } = world.settings;
  const { verb, statusMessage, ...run } = start;
  const order = world.next();
  const location = start.target.split('/').slice(0, 4).join('/');
  const operation: Operation = {
    name: `${location}/operations/${operationId(world, order)}`,
    metadata: {
      '@type': 'type.googleapis.com/google.cloud.config.v1.OperationMetadata',
      createTime: timestamp(clock.now()),
      target: start.target,
      verb,
      ...(statusMessage === undefined ? {} : { statusMessage }),
      requestedCancellation: false,
      apiVersion: 'v1',
      ...firstMetadata[start.kind],
    },
    done: false,
  };
  const waitMs = start.steps.length === 1 ? stepDurationMs('SUCCEEDED', speed) : 0;
  const record: OperationRecord = { operation, run: { ...run, order, dueMs: clock.now() + waitMs } };
  world.tables.operations.put(operation.name ?? '', record);
  world.running.add(record);
  return operation;
}

/** What metadata say of a kind of run before its first step. */
const firstMetadata: Readonly<Record<RunKind, OperationMetadata>> = {
  apply: { deploymentMetadata: {} },
  destroy: { deploymentMetadata: {} },
  abandon: { deploymentMetadata: {} },
  lock: { deploymentMetadata: {} },
  unlock: { deploymentMetadata: {} },
  preview: { previewMetadata: {} },
  'remove-preview': { previewMetadata: {} },
  'auto-migration': {},
  group: {},
  provision: { provisionDeploymentGroupMetadata: {} },
  deprovision: { provisionDeploymentGroupMetadata: {} },
};

/** An id of the form services give: `operation-1767225600000-…`. */
function operationId(world: World, order: number): string {
  const hex = world.random.uuid(`operation ${order}`).replaceAll('-', '');
  return `operation-${world.settings.clock.now()}-${hex.slice(0, 13)}-${hex.slice(13, 21)}-${hex.slice(21, 29)}`;
}

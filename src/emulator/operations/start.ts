import type { Deployment } from '../../config-api/deployment.ts';
import { formatName, parseName } from '../../config-api/names.ts';
import type { Operation } from '../../config-api/operation.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import type { Run, RunKind } from './operation-record.ts';
import { stepDurationMs, stepsOf } from './timeline.ts';

/** An operation to begin. */
export interface Start {
  readonly kind: RunKind;
  readonly verb: 'create' | 'update' | 'delete';
  readonly deployment: Deployment & { readonly name: string };
  /** Absent when none is made. */
  readonly revision?: string;
}

/** Begins an operation on a deployment; its first step is due at once. */
export function startOperation(world: World, start: Start): Operation {
  const { clock } = world.settings;
  const target = start.deployment.name;
  const order = world.next();
  const place = parseName('deployment', target);
  const name = formatName('operation', {
    project: place?.project ?? '',
    location: place?.location ?? '',
    operation: operationId(world, order),
  });
  const operation: Operation = {
    name,
    metadata: {
      '@type': 'type.googleapis.com/google.cloud.config.v1.OperationMetadata',
      createTime: timestamp(clock.now()),
      target,
      verb: start.verb,
      requestedCancellation: false,
      apiVersion: 'v1',
      deploymentMetadata: {},
    },
    done: false,
  };
  const validatesQuota =
    (start.deployment.quotaValidation ?? 'QUOTA_VALIDATION_UNSPECIFIED') !== 'QUOTA_VALIDATION_UNSPECIFIED';
  const run: Run = {
    kind: start.kind,
    deployment: target,
    ...(start.revision === undefined ? {} : { revision: start.revision }),
    order,
    steps: stepsOf(start.kind, validatesQuota),
    dueMs: clock.now() + (start.kind === 'abandon' ? stepDurationMs('SUCCEEDED', world.settings.speed) : 0),
  };
  world.tables.operations.put(name, { operation, run });
  world.running.add(name);
  return operation;
}

/** An id of the form services give: `operation-1767225600000-…`. */
function operationId(world: World, order: number): string {
  const hex = world.random.uuid(`operation ${order}`).replaceAll('-', '');
  return `operation-${world.settings.clock.now()}-${hex.slice(0, 13)}-${hex.slice(13, 21)}-${hex.slice(21, 29)}`;
}

import type { Operation } from '../../config-api/operation.ts';
import { notFound, precondition } from '../api-error.ts';
import { list } from '../listing/list.ts';
import type { OperationRecord } from '../operations/operation-record.ts';
import type { World } from '../world.ts';
import { type Handler, json } from './handler.ts';

/** GetOperation. */
export const getOperation: Handler = (world, { resource }) => json(requireOperation(world, resource).operation);

/** ListOperations. */
export const listOperations: Handler = (world, { resource, request }) => {
  const items = world.tables.operations
    .children(resource)
    .map(({ operation }) => operation)
    .filter(({ name = '' }) => !isLost(world, name));
  return list(request, { message: 'Operation', field: 'operations', items });
};

/** DeleteOperation: forgets a finished one (7.4). */
export const deleteOperation: Handler = (world, { resource }) => {
  const { run } = requireOperation(world, resource);
  if (run !== undefined) throw precondition(resource, 'OPERATION_RUNNING', `Operation '${resource}' is still running`);
  world.tables.operations.delete(resource);
  world.tables.provisionings.delete(resource);
  return {};
};

/** CancelOperation: asks it to stop before its next step (7.5). */
export const cancelOperation: Handler = (world, { resource }) => {
  const { operation, run } = requireOperation(world, resource);
  if (run === undefined) return {};
  const cancelled: Operation = { ...operation, metadata: { ...operation.metadata, requestedCancellation: true } };
  world.tables.operations.put(resource, { operation: cancelled, run });
  return {};
};

function requireOperation(world: World, name: string): OperationRecord {
  const record = world.tables.operations.get(name);
  if (record === undefined || isLost(world, name)) throw notFound('Operation', name);
  return record;
}

/** Whether a fault made callers unable to see an operation; it goes on all the same (21.9). */
function isLost(world: World, name: string): boolean {
  return world.tables.lostOperations.get(name) !== undefined;
}

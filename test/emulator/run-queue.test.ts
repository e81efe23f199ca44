import { expect, test } from 'vitest';
import type { OperationRecord } from '../../src/emulator/operations/operation-record.ts';
import { runQueue } from '../../src/emulator/operations/run-queue.ts';
import { fc } from '../properties.ts';

function record(name: string, dueMs: number, order: number): OperationRecord {
  return {
    operation: { name },
    run: { kind: 'apply', target: 'd', order, steps: ['SUCCEEDED'], dueMs },
  };
}

test('takes operations by the time they are due, then by their order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 60 }), (times) => {
      const queue = runQueue(times.map((dueMs, order) => record(`${dueMs} ${order}`, dueMs, order)));
      const taken = times.map(() => queue.takeDue(5));
      const sorted = times
        .map((dueMs, order) => ({ dueMs, order }))
        .sort((left, right) => left.dueMs - right.dueMs || left.order - right.order);
      expect(taken).toEqual(sorted.map(({ dueMs, order }) => `${dueMs} ${order}`));
      expect(queue.size).toBe(0);
    }),
  );
});

test('keeps what is not due yet, and what has nothing to do out', () => {
  const queue = runQueue([record('late', 10, 1), { operation: { name: 'done' } }]);
  expect([queue.takeDue(9), queue.size, queue.takeDue(10), queue.takeDue(10)]).toEqual([
    undefined,
    1,
    'late',
    undefined,
  ]);
});

import type { OperationRecord } from './operation-record.ts';

/** Operations that still run, the one due next first. */
export interface RunQueue {
  /** Adds an operation at the time its run is due; one without a run is left out. */
  add(record: OperationRecord): void;
  /** Takes out the name of the operation due first, when it is due by a time. */
  takeDue(nowMs: number): string | undefined;
  /** Number of operations in it. */
  readonly size: number;
}

/** A queue of the operations given that still run, as after a restart. */
export function runQueue(records: Iterable<OperationRecord> = []): RunQueue {
  const queue = new BinaryHeap();
  for (const record of records) queue.add(record);
  return queue;
}

interface Entry {
  readonly name: string;
  readonly dueMs: number;
  readonly order: number;
}

/** A binary heap in an array: the children of entry n are the entries 2n + 1 and 2n + 2, and due no sooner. */
class BinaryHeap implements RunQueue {
  private readonly entries: Entry[] = [];

  get size(): number {
    return this.entries.length;
  }

  add({ operation, run }: OperationRecord): void {
    if (run === undefined) return;
    this.entries.push({ name: operation.name ?? '', dueMs: run.dueMs, order: run.order });
    this.raise(this.entries.length - 1);
  }

  takeDue(nowMs: number): string | undefined {
    const [first] = this.entries;
    if (first === undefined || first.dueMs > nowMs) return undefined;
    const last = this.entries.pop();
    if (last !== undefined && this.entries.length > 0) {
      this.entries[0] = last;
      this.lower(0);
    }
    return first.name;
  }

  private raise(from: number): void {
    for (let index = from; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (!this.swapUnlessOrdered(parent, index)) return;
      index = parent;
    }
  }

  private lower(from: number): void {
    for (let index = from; ; ) {
      const left = 2 * index + 1;
      const child = isBefore(this.entries[left + 1], this.entries[left]) ? left + 1 : left;
      if (!this.swapUnlessOrdered(index, child)) return;
      index = child;
    }
  }

  private swapUnlessOrdered(parent: number, child: number): boolean {
    const above = this.entries[parent];
    const below = this.entries[child];
    if (above === undefined || below === undefined || !isBefore(below, above)) return false;
    this.entries[parent] = below;
    this.entries[child] = above;
    return true;
  }
}

function isBefore(left: Entry | undefined, right: Entry | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  return left.dueMs < right.dueMs || (left.dueMs === right.dueMs && left.order < right.order);
}

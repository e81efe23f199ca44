import type { Fault } from './fault.ts';

/** What happened since the emulator started; in memory only. */
export interface FaultHistory {
  /** Counts a request or a part of a run, and tells how many of exactly this kind came before it. */
  count(exactly: object): number;
  /** Notes that a fault, which names exactly one thing, happened when `before` such had come. */
  happened(fault: Fault, before: number): void;
  /** What happened, as faults that make it happen again. */
  faults(): readonly Fault[];
  /** False once there was more than can be remembered. */
  isComplete(): boolean;
}

/** Number of faults and of different things remembered. */
const bounds = { happened: 10_000, counted: 200_000 } as const;

/** Nothing has happened yet. */
export function faultHistory(): FaultHistory {
  const counts = new Map<string, number>();
  const happened: Fault[] = [];
  let isComplete = true;
  return {
    count(exactly) {
      const key = JSON.stringify(exactly);
      const before = counts.get(key) ?? 0;
      if (before > 0 || counts.size < bounds.counted) counts.set(key, before + 1);
      else isComplete = false;
      return before;
    },
    happened(fault, before) {
      const { probability: _, after: __, ...once } = fault;
      if (isComplete && happened.length < bounds.happened)
        happened.push({ ...once, after: before, times: 1 } as Fault); // a fault with other counts
      else isComplete = false;
    },
    faults: () => happened,
    isComplete: () => isComplete,
  };
}

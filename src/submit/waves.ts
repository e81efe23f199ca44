import pLimit from 'p-limit';
import { type EventListener, isGoodOutcome, type SubmitResult } from './events.ts';

/** Something to submit, with the environments that must have succeeded before. */
export interface WaveItem {
  readonly environment: string;
  /** Full names; those that are not among the items do not count. */
  readonly dependsOn: readonly string[];
}

/** How a fleet is submitted. */
export interface WaveOptions {
  /** At most this many at a time. */
  readonly maxConcurrent: number;
  /** Dependents before what they depend on: for deletes. */
  readonly reverse?: boolean;
  /** Once more than this many failed, no other is begun. Absent: all are tried. */
  readonly maxFailures?: number | undefined;
  /** Once aborted, no other is begun. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Submits items so that each waits for what it depends on, everything else at once. An item whose dependency did not succeed
 * is skipped, with a result that says because of which; so is every item that is not begun. The dependencies must have no cycle
 * (`resolve` refuses those).
 */
export async function submitInWaves<T extends WaveItem>(
  items: readonly T[],
  options: WaveOptions,
  listen: EventListener,
  submit: (item: T) => Promise<SubmitResult>,
): Promise<ReadonlyMap<string, SubmitResult>> {
  const limit = pLimit(options.maxConcurrent);
  const before = predecessors(items, options.reverse ?? false);
  const running = new Map<string, Promise<SubmitResult>>();
  const byName = new Map(items.map((item) => [item.environment, item]));
  let failed = 0;

  function start(item: T): Promise<SubmitResult> {
    const known = running.get(item.environment);
    if (known !== undefined) return known;
    const result = run(item);
    running.set(item.environment, result);
    return result;
  }

  function leaveOut(item: T, result: SubmitResult): SubmitResult {
    listen({ kind: 'result', environment: item.environment, result });
    return result;
  }

  async function run(item: T): Promise<SubmitResult> {
    for (const name of before.get(item.environment) ?? []) {
      const first = byName.get(name);
      if (first === undefined) continue;
      const result = await start(first);
      if (!isGoodOutcome(result)) return leaveOut(item, reasonToSkip(result, name));
    }
    return limit(async () => {
      if (options.signal?.aborted === true) return leaveOut(item, { outcome: 'interrupted', isOpen: false });
      if (failed > (options.maxFailures ?? items.length)) return leaveOut(item, { outcome: 'stopped', failed });
      const result = await submit(item);
      if (!isGoodOutcome(result)) failed += 1;
      return result;
    });
  }

  const results = await Promise.all(items.map(async (item) => [item.environment, await start(item)] as const));
  return new Map(results);
}

/** Whoever depends on one that was not begun is not begun for the same reason. */
function reasonToSkip(result: SubmitResult, because: string): SubmitResult {
  if (result.outcome === 'interrupted') return { outcome: 'interrupted', isOpen: false };
  return result.outcome === 'stopped' ? result : { outcome: 'skipped', because };
}

/** Who must be done before whom, among the items. */
function predecessors(items: readonly WaveItem[], reverse: boolean): ReadonlyMap<string, readonly string[]> {
  if (!reverse) return new Map(items.map(({ environment, dependsOn }) => [environment, dependsOn]));
  const dependents = new Map<string, string[]>(items.map(({ environment }) => [environment, []]));
  for (const { environment, dependsOn } of items) {
    for (const name of dependsOn) dependents.get(name)?.push(environment);
  }
  return dependents;
}

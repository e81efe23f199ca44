import pLimit from 'p-limit';
import type { EventListener, SubmitResult } from './events.ts';

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
}

/**
 * Submits items so that each waits for what it depends on, everything else at once. An item whose dependency did not succeed
 * is skipped, with a result that says because of which. The dependencies must have no cycle (`resolve` refuses those).
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

  function start(item: T): Promise<SubmitResult> {
    const known = running.get(item.environment);
    if (known !== undefined) return known;
    const result = run(item);
    running.set(item.environment, result);
    return result;
  }

  async function run(item: T): Promise<SubmitResult> {
    for (const name of before.get(item.environment) ?? []) {
      const first = byName.get(name);
      if (first === undefined) continue;
      const { outcome } = await start(first);
      if (outcome !== 'failed' && outcome !== 'skipped') continue;
      const result: SubmitResult = { outcome: 'skipped', because: name };
      listen({ kind: 'result', environment: item.environment, result });
      return result;
    }
    return limit(() => submit(item));
  }

  const results = await Promise.all(items.map(async (item) => [item.environment, await start(item)] as const));
  return new Map(results);
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

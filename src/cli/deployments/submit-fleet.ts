import type { EventListener, SubmitResult } from '../../submit/events.ts';
import { submitInWaves, type WaveItem, type WaveOptions } from '../../submit/waves.ts';
import type { Io } from '../command.ts';
import { openSubmitView } from './open-submit-view.ts';
import { type FailureSources, showFailures } from './show-failures.ts';

/** How a fleet is submitted and shown. */
export interface FleetOptions extends WaveOptions {
  /** JSON Lines of events, or a view for people with what failed after it. */
  readonly format: 'text' | 'json';
  /** For authored lines of what failed. Absent: none are shown. */
  readonly failureSources?: FailureSources;
}

/** Submits in waves, shows what happens as it happens and what failed in the end. Returns the results by environment. */
export async function submitFleet<T extends WaveItem>(
  items: readonly T[],
  options: FleetOptions,
  io: Io,
  submit: (item: T, listen: EventListener) => Promise<SubmitResult>,
): Promise<ReadonlyMap<string, SubmitResult>> {
  const names = items.map(({ environment }) => environment);
  const view = await openSubmitView(options.format, names, io);
  let results: ReadonlyMap<string, SubmitResult>;
  try {
    results = await submitInWaves(items, { ...options, signal: io.signal }, view.listen, (item) =>
      submit(item, view.listen),
    );
  } finally {
    view.close();
  }
  if (options.format === 'text') {
    showFailures(results, options.failureSources ?? { subjects: [], sources: new Map() }, io);
  }
  return results;
}

import type { Clock } from '../config-api/clock.ts';
import type { VirtualClock } from '../config-api/virtual-clock.ts';
import { SettingsError } from '../errors.ts';
import type { Engines } from '../hcl/functions/engines.ts';
import { faultList } from './faults.ts';
import { runQueue } from './operations/run-queue.ts';
import { type EmulatorOptions, settingsOf } from './options.ts';
import { seededRandom } from './random.ts';
import { pendingChanges, recordedObjects, recordedTables } from './state/recording.ts';
import type { StateStore } from './state/state-store.ts';
import { type Bucket, memoryObjectStore, type ObjectStore, type StoredObject } from './storage/object-store.ts';
import { markNames, memoryTables, type Table, type Tables } from './tables.ts';
import type { World } from './world.ts';

/**
 * Makes the world as the store has it, or an empty one in memory.
 * @throws SettingsError when the store holds what this emulator does not know, or cannot be read.
 */
export async function openWorld(options: EmulatorOptions, engines: Engines): Promise<World> {
  const settings = settingsOf(options);
  const { store } = options;
  const pending = pendingChanges();
  const kept = restore(store);
  const tables = store === undefined ? kept.tables : recordedTables(kept.tables, pending.record);
  const objects = store === undefined ? kept.objects : recordedObjects(kept.objects, tables.marks, pending.record);
  await catchUp(settings.clock, kept.tables);
  return {
    settings,
    random: seededRandom(settings.seed),
    engines,
    facts: options.facts,
    tables,
    objects,
    faults: faultList(tables.faults),
    running: runQueue(kept.tables.operations.values()),
    plans: new Map(),
    next: () => nextNumber(tables),
    keepChanges: () => {
      if (store !== undefined) pending.flush(store);
    },
  };
}

function restore(store: StateStore | undefined): { readonly tables: Tables; readonly objects: ObjectStore } {
  const tables = memoryTables();
  const buckets: Bucket[] = [];
  const stored: StoredObject[] = [];
  const byName = new Map<string, Table<object>>(Object.entries(tables)); // all tables hold objects
  for (const { section, key, value } of store?.entries() ?? []) {
    // What a section holds is what this or an earlier emulator of the same format put there.
    if (section === 'buckets') buckets.push(value as Bucket);
    else if (section === 'objects') stored.push(value as StoredObject);
    else if (byName.has(section)) byName.get(section)?.put(key, value);
    else
      throw new SettingsError(
        `the state holds '${section}', which this imprint does not know; use the one that wrote it`,
      );
  }
  const objects = memoryObjectStore(tables.marks.get(markNames.generation)?.value);
  for (const bucket of buckets) objects.putBucket(bucket);
  for (const object of stored) objects.putObject(object);
  return { tables, objects };
}

/** A virtual clock goes on where it was. */
async function catchUp(clock: Clock, tables: Tables): Promise<void> {
  const keptMs = tables.marks.get(markNames.clock)?.value ?? 0;
  if (isVirtual(clock) && keptMs > clock.now()) await clock.advance(keptMs - clock.now());
}

/** Whether a clock can be moved. */
export function isVirtual(clock: Clock): clock is VirtualClock {
  return 'advance' in clock && typeof clock.advance === 'function';
}

function nextNumber({ marks }: Tables): number {
  const value = (marks.get(markNames.counter)?.value ?? 0) + 1;
  marks.put(markNames.counter, { value });
  return value;
}

import type { Clock } from '../config-api/clock.ts';
import { isVirtual } from '../config-api/virtual-clock.ts';
import { SettingsError } from '../errors.ts';
import type { Engines } from '../hcl/functions/engines.ts';
import { type FaultList, faultList } from './faults/fault-list.ts';
import { runQueue } from './operations/run-queue.ts';
import { type EmulatorOptions, settingsOf } from './options.ts';
import { type Random, seededRandom } from './random.ts';
import { minuteQuotas, noQuotas } from './rate-quotas.ts';
import { requestLog } from './request-log.ts';
import { projectNumber } from './run/artifacts.ts';
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
  const random = seededRandom(settings.seed);
  await catchUp(settings.clock, kept.tables);
  return {
    settings,
    random,
    engines,
    facts: options.facts,
    tables,
    objects,
    running: runQueue(kept.tables.operations.values()),
    faults: faultsOf(options, tables, random),
    rateQuotas:
      settings.rateQuotas === 'off'
        ? noQuotas
        : minuteQuotas(60_000 / settings.speed, (project) => projectNumber({ random }, project)),
    requests: requestLog(),
    plans: new Map(),
    next: () => nextNumber(tables),
    keepChanges: () => {
      if (store === undefined || pending.isEmpty()) return;
      markTime(settings.clock, tables);
      pending.flush(store);
    },
  };
}

/** Faults the options give stand in place of those that were kept (21.1). */
function faultsOf(options: EmulatorOptions, tables: Tables, random: Random): FaultList {
  const faults = faultList(tables.faults, random);
  if (options.faults === undefined) return faults;
  faults.clear();
  faults.add(options.faults);
  return faults;
}

function restore(store: StateStore | undefined): { readonly tables: Tables; readonly objects: ObjectStore } {
  const tables = memoryTables();
  const buckets: Bucket[] = [];
  const stored: StoredObject[] = [];
  const old: StoredObject[] = [];
  const byName = new Map<string, Table<object>>(Object.entries(tables)); // all tables hold objects
  for (const { section, key, value } of store?.entries() ?? []) {
    // What a section holds is what this or an earlier emulator of the same format put there.
    if (section === 'buckets') buckets.push(value as Bucket);
    else if (section === 'objects') stored.push(value as StoredObject);
    else if (section === 'oldVersions') old.push(value as StoredObject);
    else if (byName.has(section)) byName.get(section)?.put(key, value);
    else
      throw new SettingsError(
        `the state holds '${section}', which this imprint does not know; use the one that wrote it`,
      );
  }
  const objects = memoryObjectStore(tables.marks.get(markNames.generation)?.value);
  for (const bucket of buckets) objects.putBucket(bucket);
  for (const object of stored) objects.putObject(object);
  for (const object of old) objects.putOldVersion(object);
  return { tables, objects };
}

/** A virtual clock goes on where it was. */
async function catchUp(clock: Clock, tables: Tables): Promise<void> {
  const keptMs = tables.marks.get(markNames.clock)?.value ?? 0;
  if (isVirtual(clock) && keptMs > clock.now()) await clock.advance(keptMs - clock.now());
}

/** Notes the time of a virtual clock with whatever else is kept. */
function markTime(clock: Clock, { marks }: Tables): void {
  const nowMs = clock.now();
  if (isVirtual(clock) && marks.get(markNames.clock)?.value !== nowMs) marks.put(markNames.clock, { value: nowMs });
}

function nextNumber({ marks }: Tables): number {
  const value = (marks.get(markNames.counter)?.value ?? 0) + 1;
  marks.put(markNames.counter, { value });
  return value;
}

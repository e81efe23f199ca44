import { type ObjectStore, versionKey } from '../storage/object-store.ts';
import { markNames, type Table, type Tables } from '../tables.ts';
import type { Change, StateStore } from './state-store.ts';

/** Takes note of a change that was made. */
export type Record = (change: Change) => void;

/** The changes made since the last time they were kept. */
export interface PendingChanges {
  readonly record: Record;
  isEmpty(): boolean;
  /** Keeps them. When the store throws they stay pending, and go with the next ones. */
  flush(store: StateStore): void;
}

/** No changes yet. Of several to one thing the last counts. */
export function pendingChanges(): PendingChanges {
  const pending = new Map<string, Change>();
  return {
    record(change) {
      const key = `${change.section} ${change.key}`;
      pending.delete(key);
      pending.set(key, change);
    },
    isEmpty: () => pending.size === 0,
    flush(store) {
      store.commit([...pending.values()]);
      pending.clear();
    },
  };
}

/** The same tables, whichever there are, with every change recorded under the table's name. */
export function recordedTables(tables: Tables, record: Record): Tables {
  const entries = Object.entries(tables) as [string, Table<object>][]; // all tables hold objects
  const recorded = entries.map(([section, table]) => [section, recordedTable(table, section, record)]);
  return Object.fromEntries(recorded) as Tables; // the same names and, by name, the same types
}

function recordedTable<T extends object>(table: Table<T>, section: string, record: Record): Table<T> {
  return {
    get: (name) => table.get(name),
    children: (parent) => table.children(parent),
    count: (parent) => table.count(parent),
    values: () => table.values(),
    get size() {
      return table.size;
    },
    put(name, value) {
      table.put(name, value);
      record({ section, key: name, value });
    },
    delete(name) {
      if (table.get(name) === undefined) return;
      table.delete(name);
      record({ section, key: name });
    },
  };
}

/** The same object store, with every change of a bucket or an object recorded, and the last generation marked. */
export function recordedObjects(store: ObjectStore, marks: Tables['marks'], record: Record): ObjectStore {
  return {
    nextGeneration(nowMs) {
      const generation = store.nextGeneration(nowMs);
      marks.put(markNames.generation, { value: Number(generation) });
      return generation;
    },
    bucket: (name) => store.bucket(name),
    buckets: () => store.buckets(),
    object: (bucket, name) => store.object(bucket, name),
    objects: (bucket, prefix) => store.objects(bucket, prefix),
    oldVersions: (bucket, prefix) => store.oldVersions(bucket, prefix),
    putOldVersion(object) {
      store.putOldVersion(object);
      record({ section: 'oldVersions', key: `${object.bucket}/${versionKey(object)}`, value: object });
    },
    deleteOldVersion(object) {
      store.deleteOldVersion(object);
      record({ section: 'oldVersions', key: `${object.bucket}/${versionKey(object)}` });
    },
    putBucket(bucket) {
      store.putBucket(bucket);
      record({ section: 'buckets', key: bucket.name, value: bucket });
    },
    deleteBucket(name) {
      store.deleteBucket(name);
      record({ section: 'buckets', key: name });
    },
    putObject(object) {
      store.putObject(object);
      record({ section: 'objects', key: `${object.bucket}/${object.name}`, value: object });
    },
    deleteObject(bucket, name) {
      store.deleteObject(bucket, name);
      record({ section: 'objects', key: `${bucket}/${name}` });
    },
  };
}

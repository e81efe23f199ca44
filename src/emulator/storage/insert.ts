import { createHash } from 'node:crypto';
import { crc32c } from './crc32c.ts';
import type { Bucket, ObjectStore, StoredObject } from './object-store.ts';

/** An object to store. */
export interface NewObject {
  /** Must exist. */
  readonly bucket: string;
  readonly name: string;
  readonly content: Uint8Array;
  readonly settings: StoredObject['settings'];
  /** Set for one that is composed of others. */
  readonly componentCount?: number;
}

/** Stores an object as a new generation, in place of the one there was; that is kept where versions are (9.8). */
export function insertObject(store: ObjectStore, object: NewObject, nowMs: number): StoredObject {
  const stored: StoredObject = {
    ...object,
    generation: store.nextGeneration(nowMs),
    metageneration: 1,
    createdMs: nowMs,
    updatedMs: nowMs,
    ...(object.componentCount === undefined
      ? { md5Hash: createHash('md5').update(object.content).digest('base64') }
      : {}),
    crc32c: crc32c(object.content),
  };
  archive(store, store.object(object.bucket, object.name), nowMs);
  store.putObject(stored);
  return stored;
}

/** Keeps the live generation as an old one if its bucket keeps versions; it is still to be replaced or deleted. */
export function archive(store: ObjectStore, live: StoredObject | undefined, nowMs: number): void {
  if (live !== undefined && keepsVersions(store.bucket(live.bucket)))
    store.putOldVersion({ ...live, deletedMs: nowMs });
}

function keepsVersions(bucket: Bucket | undefined): boolean {
  const versioning = bucket?.settings['versioning'];
  return (
    typeof versioning === 'object' && versioning !== null && 'enabled' in versioning && versioning.enabled === true
  );
}

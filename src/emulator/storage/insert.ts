import { createHash } from 'node:crypto';
import { crc32c } from './crc32c.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';

/** An object to store. */
export interface NewObject {
  /** Must exist. */
  readonly bucket: string;
  readonly name: string;
  readonly content: Uint8Array;
  readonly settings: StoredObject['settings'];
}

/** Stores an object as a new generation, in place of the one there was. */
export function insertObject(store: ObjectStore, object: NewObject, nowMs: number): StoredObject {
  const stored: StoredObject = {
    ...object,
    generation: store.nextGeneration(nowMs),
    metageneration: 1,
    createdMs: nowMs,
    updatedMs: nowMs,
    md5Hash: createHash('md5').update(object.content).digest('base64'),
    crc32c: crc32c(object.content),
  };
  store.putObject(stored);
  return stored;
}

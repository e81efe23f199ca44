import type { Blobs } from './blobs.ts';
import type { Change, Entry } from './state-store.ts';

/** Hashes of the bytes a value holds, by the field they stand in. */
export type BlobFields = Readonly<Record<string, string | readonly string[]>>;

/** A change as it is written: what is gone has no value; fields of bytes are written as blobs, and named by their hashes. */
export type WrittenChange =
  | readonly [section: string, key: string]
  | readonly [section: string, key: string, value: object, blobs?: BlobFields];

/** Makes a change ready to be written, and writes its bytes. */
export function writtenChange({ section, key, value }: Change, blobs: Blobs): WrittenChange {
  if (value === undefined) return [section, key];
  const fields = Object.entries(value).filter(([, field]) => holdsBytes(field));
  if (fields.length === 0) return [section, key, value];
  const hashes = fields.map(([name, field]): [string, string | readonly string[]] => [
    name,
    field instanceof Uint8Array ? blobs.write(field) : (field as Uint8Array[]).map(blobs.write), // as holdsBytes saw
  ]);
  const plain = Object.entries(value).filter(([, field]) => !holdsBytes(field));
  return [section, key, Object.fromEntries(plain), Object.fromEntries(hashes)];
}

/** What a written change says is there; undefined when it says that something is gone. */
export function entryOf(written: WrittenChange, read: (hash: string) => Uint8Array): Entry | undefined {
  const [section, key, value, blobs = {}] = written;
  if (value === undefined) return undefined;
  const bytes = Object.entries(blobs).map(([name, hash]) => [
    name,
    typeof hash === 'string' ? read(hash) : hash.map(read),
  ]);
  return { section, key, value: { ...value, ...Object.fromEntries(bytes) } };
}

/** Hashes of all blobs a written change names. */
export function blobsOf([, , , blobs = {}]: WrittenChange): readonly string[] {
  return Object.values(blobs).flat();
}

/** Whether JSON is a written change. */
export function isWrittenChange(json: unknown): json is WrittenChange {
  if (!Array.isArray(json) || json.length < 2 || json.length > 4) return false;
  const [section, key, value = {}, blobs = {}] = json as unknown[];
  return typeof section === 'string' && typeof key === 'string' && isObject(value) && isBlobFields(blobs);
}

function isBlobFields(json: unknown): json is BlobFields {
  if (!isObject(json)) return false;
  return Object.values(json)
    .flat()
    .every((hash) => typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash));
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

// An empty list is one of no bytes as well as one of nothing else; either way it comes back as it was.
function holdsBytes(field: unknown): boolean {
  if (field instanceof Uint8Array) return true;
  return Array.isArray(field) && field.length > 0 && field.every((item) => item instanceof Uint8Array);
}

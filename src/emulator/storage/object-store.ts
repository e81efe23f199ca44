/** A bucket. */
export interface Bucket {
  readonly name: string;
  /** Project id it was made in. */
  readonly project: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly metageneration: number;
  /** What the caller set: location, storageClass, labels, versioning, … */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A generation of an object. */
export interface StoredObject {
  readonly bucket: string;
  readonly name: string;
  /** Decimal text of a number that only grows. */
  readonly generation: string;
  readonly metageneration: number;
  readonly content: Uint8Array;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** Base64; absent for one composed of others. */
  readonly md5Hash?: string;
  /** How many it was composed of; absent for one that was uploaded whole. */
  readonly componentCount?: number;
  /** When it was replaced or deleted; absent for the live generation. */
  readonly deletedMs?: number;
  /** Base64 of the big-endian sum. */
  readonly crc32c: string;
  /** `contentType`, `cacheControl`, `metadata`, …; absent ones are unset. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Buckets and objects. Values are never changed in place. */
export interface ObjectStore {
  bucket(name: string): Bucket | undefined;
  putBucket(bucket: Bucket): void;
  deleteBucket(name: string): void;
  /** By name. */
  buckets(): readonly Bucket[];
  object(bucket: string, name: string): StoredObject | undefined;
  putObject(object: StoredObject): void;
  deleteObject(bucket: string, name: string): void;
  /** Live objects whose name begins with the prefix, in byte order of their names. */
  objects(bucket: string, prefix: string): readonly StoredObject[];
  /** Generations that are no longer live, of objects whose name begins with the prefix; by name, then by generation. */
  oldVersions(bucket: string, prefix: string): readonly StoredObject[];
  /** Keeps a generation that is no longer live. */
  putOldVersion(object: StoredObject): void;
  deleteOldVersion(object: StoredObject): void;
  /** A generation larger than any before. */
  nextGeneration(nowMs: number): string;
}

/** A store in memory; generations go on after `lastGeneration`. */
export function memoryObjectStore(lastGeneration = 0): ObjectStore {
  return new MemoryObjectStore(lastGeneration);
}

class MemoryObjectStore implements ObjectStore {
  private readonly bucketsByName = new Map<string, Bucket>();
  private readonly objectsByBucket = new Map<string, Map<string, StoredObject>>();
  /** Names of each bucket's objects in byte order. */
  private readonly sortedNames = new Map<string, string[]>();
  /** Old generations by bucket, then by name and generation. */
  private readonly oldByBucket = new Map<string, Map<string, StoredObject>>();
  private lastGeneration: number;

  constructor(lastGeneration: number) {
    this.lastGeneration = lastGeneration;
  }

  bucket(name: string): Bucket | undefined {
    return this.bucketsByName.get(name);
  }

  putBucket(bucket: Bucket): void {
    this.bucketsByName.set(bucket.name, bucket);
    if (this.objectsByBucket.has(bucket.name)) return;
    this.objectsByBucket.set(bucket.name, new Map());
    this.sortedNames.set(bucket.name, []);
  }

  deleteBucket(name: string): void {
    this.bucketsByName.delete(name);
    this.objectsByBucket.delete(name);
    this.sortedNames.delete(name);
    this.oldByBucket.delete(name);
  }

  buckets(): readonly Bucket[] {
    return [...this.bucketsByName.values()].sort((left, right) => compareBytes(left.name, right.name));
  }

  object(bucket: string, name: string): StoredObject | undefined {
    return this.objectsByBucket.get(bucket)?.get(name);
  }

  putObject(object: StoredObject): void {
    const objects = this.objectsByBucket.get(object.bucket);
    const names = this.sortedNames.get(object.bucket);
    if (objects === undefined || names === undefined) return;
    if (!objects.has(object.name)) names.splice(lowerBound(names, object.name), 0, object.name);
    objects.set(object.name, object);
  }

  deleteObject(bucket: string, name: string): void {
    const names = this.sortedNames.get(bucket);
    if (names === undefined || this.objectsByBucket.get(bucket)?.delete(name) !== true) return;
    names.splice(lowerBound(names, name), 1);
  }

  objects(bucket: string, prefix: string): readonly StoredObject[] {
    const objects = this.objectsByBucket.get(bucket);
    const names = this.sortedNames.get(bucket);
    if (objects === undefined || names === undefined) return [];
    const found: StoredObject[] = [];
    for (let index = lowerBound(names, prefix); names[index]?.startsWith(prefix) === true; index++) {
      const object = objects.get(names[index] ?? '');
      if (object !== undefined) found.push(object);
    }
    return found;
  }

  oldVersions(bucket: string, prefix: string): readonly StoredObject[] {
    return [...(this.oldByBucket.get(bucket)?.values() ?? [])]
      .filter(({ name }) => name.startsWith(prefix))
      .sort((left, right) => compareBytes(left.name, right.name) || Number(left.generation) - Number(right.generation));
  }

  putOldVersion(object: StoredObject): void {
    const old = this.oldByBucket.get(object.bucket) ?? new Map<string, StoredObject>();
    this.oldByBucket.set(object.bucket, old.set(versionKey(object), object));
  }

  deleteOldVersion(object: StoredObject): void {
    this.oldByBucket.get(object.bucket)?.delete(versionKey(object));
  }

  nextGeneration(nowMs: number): string {
    this.lastGeneration = Math.max(this.lastGeneration + 1, Math.floor(nowMs * 1000));
    return String(this.lastGeneration);
  }
}

/** Name and generation of an object. */
export function versionKey({ name, generation }: StoredObject): string {
  return `${name}#${generation}`;
}

/** The live generation of an object, or the one given, be it live or old. */
export function versionOf(
  store: ObjectStore,
  bucket: string,
  name: string,
  generation: string | undefined,
): StoredObject | undefined {
  const live = store.object(bucket, name);
  if (generation === undefined || generation === live?.generation) return live;
  return store.oldVersions(bucket, name).find((old) => old.name === name && old.generation === generation);
}

/** Index of the first name that does not come before `start`. */
function lowerBound(names: readonly string[], start: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareBytes(names[middle] ?? '', start) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Orders texts by the bytes of their UTF-8. */
export function compareBytes(left: string, right: string): number {
  if (left === right) return 0;
  // UTF-16 order differs from byte order only where surrogates take part.
  if (!/[\ud800-\uffff]/.test(left) && !/[\ud800-\uffff]/.test(right)) return left < right ? -1 : 1;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

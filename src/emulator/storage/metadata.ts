import type { JsonObject } from '../../config-api/json.ts';
import type { Bucket, StoredObject } from './object-store.ts';

/**
 * An object's metadata as answers have it (9.5).
 * @see https://docs.cloud.google.com/storage/docs/json_api/v1/objects#resource
 */
export function objectMetadata(object: StoredObject, origin: string): JsonObject {
  const { bucket, name, generation, metageneration } = object;
  const path = `b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}`;
  return {
    storageClass: 'STANDARD',
    // Settings hold nothing but what came as JSON.
    ...(object.settings as JsonObject),
    kind: 'storage#object',
    id: `${bucket}/${name}/${generation}`,
    selfLink: `${origin}/storage/v1/${path}`,
    mediaLink: `${origin}/download/storage/v1/${path}?generation=${generation}&alt=media`,
    name,
    bucket,
    generation,
    metageneration: String(metageneration),
    size: String(object.content.byteLength),
    ...(object.md5Hash === undefined ? {} : { md5Hash: object.md5Hash }),
    ...(object.componentCount === undefined ? {} : { componentCount: object.componentCount }),
    crc32c: object.crc32c,
    etag: etagOf(object),
    timeCreated: storageTime(object.createdMs),
    updated: storageTime(object.updatedMs),
    timeStorageClassUpdated: storageTime(object.createdMs),
    timeFinalized: storageTime(object.createdMs),
    ...(object.deletedMs === undefined ? {} : { timeDeleted: storageTime(object.deletedMs) }),
  };
}

/** Changes with the object's content and metadata. */
export function etagOf({ generation, metageneration }: StoredObject): string {
  return Buffer.from(`${generation}/${metageneration}`).toString('base64');
}

/**
 * A bucket's metadata as answers have it.
 * @see https://docs.cloud.google.com/storage/docs/json_api/v1/buckets#resource
 */
export function bucketMetadata(bucket: Bucket, origin: string, projectNumber: string): JsonObject {
  const { name, metageneration } = bucket;
  return {
    location: 'US',
    locationType: 'region',
    storageClass: 'STANDARD',
    // Settings hold nothing but what came as JSON.
    ...(bucket.settings as JsonObject),
    kind: 'storage#bucket',
    id: name,
    selfLink: `${origin}/storage/v1/b/${encodeURIComponent(name)}`,
    name,
    projectNumber,
    metageneration: String(metageneration),
    generation: String(bucket.createdMs * 1000),
    etag: Buffer.from(String(metageneration)).toString('base64'),
    timeCreated: storageTime(bucket.createdMs),
    updated: storageTime(bucket.updatedMs),
  };
}

function storageTime(ms: number): string {
  return new Date(ms).toISOString();
}

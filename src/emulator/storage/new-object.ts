import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../config-api/json.ts';
import type { HttpResponse } from '../../config-api/transport.ts';
import { jsonAnswer } from '../answers.ts';
import { requireBucket } from './buckets.ts';
import { crc32c } from './crc32c.ts';
import { insertObject } from './insert.ts';
import { objectMetadata } from './metadata.ts';
import { checkPreconditions } from './preconditions.ts';
import type { StorageCall } from './storage-call.ts';
import { invalidArgument, StorageError } from './storage-error.ts';

/** Fields of an object that a caller may set. */
const settable: readonly string[] = [
  'acl',
  'cacheControl',
  'contentDisposition',
  'contentEncoding',
  'contentLanguage',
  'contentType',
  'customTime',
  'eventBasedHold',
  'metadata',
  'storageClass',
  'temporaryHold',
];

/** The part of a metadata body that a caller may set. */
export function settingsOf(body: JsonObject): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(body).filter(([field]) => settable.includes(field)));
}

/** What an upload brings: the query's or the metadata's name, metadata and content. */
export interface Upload {
  readonly metadata: JsonObject;
  readonly content: Uint8Array;
  /** Used when the metadata have none. */
  readonly contentType: string | undefined;
}

/** Name of an object to be uploaded, in the query or the metadata. */
export function objectName(query: URLSearchParams, metadata: JsonObject): string {
  const name = query.get('name') ?? metadata['name'];
  if (typeof name !== 'string' || name === '') throw new StorageError(400, 'required', 'Required parameter: name');
  checkName(name);
  return name;
}

/**
 * Refuses names Cloud Storage does not take.
 * @throws StorageError
 * @see https://docs.cloud.google.com/storage/docs/objects#naming
 */
export function checkName(name: string): void {
  const isRefused = Buffer.byteLength(name) > 1024 || /[\r\n]/.test(name) || name === '.' || name === '..';
  if (isRefused) throw invalidArgument(`Invalid object name: ${JSON.stringify(name)}`);
}

/** Stores what was uploaded, unless a condition or a checksum says otherwise. */
export function storeUpload(call: StorageCall, bucket: string, upload: Upload): HttpResponse {
  requireBucket(call, bucket);
  const name = objectName(call.query, upload.metadata);
  checkPreconditions(call.query, call.world.objects.object(bucket, name), false);
  checkSums(upload);
  const contentType = upload.contentType === undefined ? {} : { contentType: upload.contentType };
  const settings = { ...contentType, ...settingsOf(upload.metadata) };
  const stored = insertObject(call.world.objects, { bucket, name, content: upload.content, settings }, call.nowMs);
  return jsonAnswer(200, objectMetadata(stored, call.origin));
}

function checkSums({ metadata, content }: Upload): void {
  const { md5Hash, crc32c: crc } = metadata;
  if (md5Hash !== undefined && md5Hash !== createHash('md5').update(content).digest('base64')) {
    throw invalidArgument(`Provided MD5 hash "${String(md5Hash)}" doesn't match the content.`);
  }
  if (crc !== undefined && crc !== crc32c(content)) {
    throw invalidArgument(`Provided CRC32C "${String(crc)}" doesn't match the content.`);
  }
}

import type { HttpResponse } from '../../config-api/transport.ts';
import { emptyAnswer, jsonAnswer } from '../answers.ts';
import { requireBucket } from './buckets.ts';
import { etagOf, objectMetadata } from './metadata.ts';
import { settingsOf } from './new-object.ts';
import { compareBytes, type StoredObject } from './object-store.ts';
import { checkPreconditions } from './preconditions.ts';
import { pageOf, parseJsonObject, type StorageCall } from './storage-call.ts';
import { objectNotFound, StorageError } from './storage-error.ts';

/** Metadata of an object, or with `alt=media` its content. */
export function getObject(call: StorageCall, bucket: string, name: string, isDownload: boolean): HttpResponse {
  const object = requireObject(call, bucket, name);
  checkPreconditions(call.query, object, true);
  if (!isDownload && call.query.get('alt') !== 'media') return jsonAnswer(200, objectMetadata(object, call.origin));
  return contentAnswer(object, call.request.headers['range']);
}

/** Removes an object. */
export function deleteObject(call: StorageCall, bucket: string, name: string): HttpResponse {
  checkPreconditions(call.query, requireObject(call, bucket, name), false);
  call.world.objects.deleteObject(bucket, name);
  return emptyAnswer(204);
}

/** Changes settings of an object; null removes one. */
export function patchObject(call: StorageCall, bucket: string, name: string): HttpResponse {
  const object = requireObject(call, bucket, name);
  checkPreconditions(call.query, object, false);
  const body = parseJsonObject(new TextDecoder().decode(call.request.body));
  const merged = Object.entries({ ...object.settings, ...settingsOf(body) }).filter(([, value]) => value !== null);
  const changed: StoredObject = {
    ...object,
    settings: Object.fromEntries(merged),
    metageneration: object.metageneration + 1,
    updatedMs: call.nowMs,
  };
  call.world.objects.putObject(changed);
  return jsonAnswer(200, objectMetadata(changed, call.origin));
}

/** Objects of a bucket below a prefix; with a delimiter those deeper down become prefixes. */
export function listObjects(call: StorageCall, bucket: string): HttpResponse {
  requireBucket(call, bucket);
  const { query } = call;
  const { page, nextPageToken } = pageOf(listed(call, bucket), query);
  const items = page.flatMap((entry) => ('object' in entry ? [objectMetadata(entry.object, call.origin)] : []));
  const prefixes = page.flatMap((entry) => ('object' in entry ? [] : [entry.name]));
  return jsonAnswer(200, {
    kind: 'storage#objects',
    ...(items.length === 0 ? {} : { items }),
    ...(prefixes.length === 0 ? {} : { prefixes }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  });
}

type Listed = { readonly name: string; readonly object: StoredObject } | { readonly name: string };

function listed(call: StorageCall, bucket: string): readonly Listed[] {
  const { query } = call;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const start = query.get('startOffset') ?? '';
  const end = query.get('endOffset');
  const entries = new Map<string, Listed>();
  for (const object of call.world.objects.objects(bucket, prefix)) {
    const { name } = object;
    if (compareBytes(name, start) < 0 || (end !== null && compareBytes(name, end) >= 0)) continue;
    const cut = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
    const folder = name.slice(0, cut + delimiter.length);
    if (cut < 0) entries.set(name, { name, object });
    else if (!entries.has(folder)) entries.set(folder, { name: folder });
  }
  return [...entries.values()];
}

/** The live generation; another one does not exist (9.8). */
function requireObject(call: StorageCall, bucket: string, name: string): StoredObject {
  requireBucket(call, bucket);
  const object = call.world.objects.object(bucket, name);
  const generation = call.query.get('generation');
  if (object === undefined || (generation !== null && generation !== object.generation)) {
    throw objectNotFound(bucket, name);
  }
  return object;
}

function contentAnswer(object: StoredObject, rangeHeader: string | undefined): HttpResponse {
  const { content } = object;
  const contentType = object.settings['contentType'];
  const headers = {
    'content-type': typeof contentType === 'string' ? contentType : 'application/octet-stream',
    etag: etagOf(object),
    'accept-ranges': 'bytes',
    'x-goog-generation': object.generation,
    'x-goog-metageneration': String(object.metageneration),
    'x-goog-hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
    'x-goog-stored-content-encoding': 'identity',
    'x-goog-stored-content-length': String(content.byteLength),
  };
  const range = rangeHeader === undefined ? undefined : parseRange(rangeHeader, content.byteLength);
  if (range === undefined) return { status: 200, headers, body: content };
  const { start, end } = range;
  const contentRange = `bytes ${start}-${end - 1}/${content.byteLength}`;
  return { status: 206, headers: { ...headers, 'content-range': contentRange }, body: content.subarray(start, end) };
}

/**
 * The bytes of a single range, end-exclusive; undefined for a header that is to be ignored.
 * @throws StorageError 416 when the content has none of them.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2
 */
function parseRange(header: string, size: number): { readonly start: number; readonly end: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header.trim()) ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size : Math.min(size, Number(to) + 1);
  if (start >= size || end <= start) {
    throw new StorageError(416, 'requestedRangeNotSatisfiable', 'The requested range cannot be satisfied.');
  }
  return { start, end };
}

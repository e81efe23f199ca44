import type { HttpResponse } from '../../config-api/transport.ts';
import { emptyAnswer, jsonAnswer } from '../answers.ts';
import { requireBucket } from './buckets.ts';
import { archive } from './insert.ts';
import { etagOf, objectMetadata } from './metadata.ts';
import { settingsOf } from './new-object.ts';
import { compareBytes, type StoredObject, versionOf } from './object-store.ts';
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

/** Removes an object; without `generation`, a bucket that keeps versions keeps it as an old one. */
export function deleteObject(call: StorageCall, bucket: string, name: string): HttpResponse {
  const object = requireObject(call, bucket, name);
  checkPreconditions(call.query, object, false);
  const { objects } = call.world;
  if (object.deletedMs !== undefined) {
    objects.deleteOldVersion(object);
    return emptyAnswer(204);
  }
  if (!call.query.has('generation')) archive(objects, object, call.nowMs);
  objects.deleteObject(bucket, name);
  return emptyAnswer(204);
}

/** Changes settings of an object, or replaces them all; null removes one. */
export function changeObject(call: StorageCall, bucket: string, name: string, replaces: boolean): HttpResponse {
  const object = requireObject(call, bucket, name);
  checkPreconditions(call.query, object, false);
  const body = parseJsonObject(new TextDecoder().decode(call.request.body));
  const given = replaces ? settingsOf(body) : { ...object.settings, ...settingsOf(body) };
  const merged = Object.entries(given).filter(([, value]) => value !== null);
  const changed: StoredObject = {
    ...object,
    settings: Object.fromEntries(merged),
    metageneration: object.metageneration + 1,
    updatedMs: call.nowMs,
  };
  if (changed.deletedMs === undefined) call.world.objects.putObject(changed);
  else call.world.objects.putOldVersion(changed);
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

/** What a list holds, ordered by `key`: objects, and prefixes that stand for what is deeper down. */
type Listed =
  | { readonly key: string; readonly name: string; readonly object: StoredObject }
  | { readonly key: string; readonly name: string };

function listed(call: StorageCall, bucket: string): readonly Listed[] {
  const { query } = call;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const start = query.get('startOffset') ?? '';
  const end = query.get('endOffset');
  const entries = new Map<string, Listed>();
  for (const object of candidates(call, bucket, prefix)) {
    const { name } = object;
    if (compareBytes(name, start) < 0 || (end !== null && compareBytes(name, end) >= 0)) continue;
    const cut = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
    const folder = name.slice(0, cut + delimiter.length);
    const key = `${name}\0${object.generation.padStart(20, '0')}`;
    if (cut < 0) entries.set(key, { key, name, object });
    else if (!entries.has(folder)) entries.set(folder, { key: folder, name: folder });
  }
  return [...entries.values()];
}

/** Live objects, with `versions` old ones too; by name, then by generation. */
function candidates(call: StorageCall, bucket: string, prefix: string): readonly StoredObject[] {
  const { objects } = call.world;
  const live = objects.objects(bucket, prefix);
  if (call.query.get('versions')?.toLowerCase() !== 'true') return live;
  // Old generations are less than live ones, and sorting is stable.
  return [...objects.oldVersions(bucket, prefix), ...live].sort((left, right) => compareBytes(left.name, right.name));
}

/** The live generation of an object, or the one that is asked for (9.8). */
export function requireObject(
  call: StorageCall,
  bucket: string,
  name: string,
  generation: string | null = call.query.get('generation'),
): StoredObject {
  requireBucket(call, bucket);
  const object = versionOf(call.world.objects, bucket, name, generation ?? undefined);
  if (object === undefined) throw objectNotFound(bucket, name);
  return object;
}

function contentAnswer(object: StoredObject, rangeHeader: string | undefined): HttpResponse {
  const { content } = object;
  const { contentType, contentEncoding: encoding } = object.settings;
  const headers = {
    'content-type': typeof contentType === 'string' ? contentType : 'application/octet-stream',
    etag: etagOf(object),
    'accept-ranges': 'bytes',
    'x-goog-generation': object.generation,
    'x-goog-metageneration': String(object.metageneration),
    'x-goog-hash': `crc32c=${object.crc32c}${object.md5Hash === undefined ? '' : `,md5=${object.md5Hash}`}`,
    'x-goog-stored-content-encoding': typeof encoding === 'string' ? encoding : 'identity',
    ...(typeof encoding === 'string' ? { 'content-encoding': encoding } : {}),
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

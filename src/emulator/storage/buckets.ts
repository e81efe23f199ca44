import type { JsonObject } from '../../config-api/json.ts';
import type { HttpResponse } from '../../config-api/transport.ts';
import { emptyAnswer, jsonAnswer } from '../answers.ts';
import { projectNumber } from '../run/artifacts.ts';
import { bucketMetadata } from './metadata.ts';
import type { Bucket } from './object-store.ts';
import { checkPreconditions } from './preconditions.ts';
import { pageOf, parseJsonObject, type StorageCall } from './storage-call.ts';
import { bucketNotFound, invalidArgument, StorageError } from './storage-error.ts';

const bucketName = /^(?!goog)[a-z0-9](?:[a-z0-9_-]|\.(?!\.)){1,220}[a-z0-9]$/;
const outputFields: readonly string[] = [
  'kind',
  'id',
  'name',
  'selfLink',
  'projectNumber',
  'metageneration',
  'generation',
  'etag',
  'timeCreated',
  'updated',
];

/** Makes a bucket. */
export function insertBucket(call: StorageCall): HttpResponse {
  const body = parseJsonObject(new TextDecoder().decode(call.request.body));
  const name = body['name'];
  const project = call.query.get('project') ?? '';
  if (project === '') throw new StorageError(400, 'required', 'Required parameter: project');
  if (typeof name !== 'string' || !bucketName.test(name)) {
    throw invalidArgument(`Invalid bucket name: '${String(name ?? '')}'`);
  }
  const { objects } = call.world;
  if (objects.bucket(name) !== undefined) {
    throw new StorageError(
      409,
      'conflict',
      'Your previous request to create the named bucket succeeded and you already own it.',
    );
  }
  const { nowMs } = call;
  const bucket: Bucket = {
    name,
    project,
    createdMs: nowMs,
    updatedMs: nowMs,
    metageneration: 1,
    settings: settingsOf(body),
  };
  objects.putBucket(bucket);
  return jsonAnswer(200, shown(call, bucket));
}

/** Metadata of a bucket. */
export function getBucket(call: StorageCall, name: string): HttpResponse {
  return jsonAnswer(200, shown(call, requireBucket(call, name)));
}

/** Buckets of a project. */
export function listBuckets(call: StorageCall): HttpResponse {
  const project = call.query.get('project');
  const prefix = call.query.get('prefix') ?? '';
  if (project === null) throw new StorageError(400, 'required', 'Required parameter: project');
  const buckets = call.world.objects
    .buckets()
    .filter((bucket) => isIn(call, bucket, project) && bucket.name.startsWith(prefix))
    .map((bucket) => ({ key: bucket.name, bucket }));
  const { page, nextPageToken } = pageOf(buckets, call.query);
  return jsonAnswer(200, {
    kind: 'storage#buckets',
    ...(page.length === 0 ? {} : { items: page.map(({ bucket }) => shown(call, bucket)) }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  });
}

/** Changes settings of a bucket, or replaces them all; null removes one. */
export function changeBucket(call: StorageCall, name: string, replaces: boolean): HttpResponse {
  const bucket = requireBucket(call, name);
  checkPreconditions(
    call.query,
    { generation: String(bucket.createdMs), metageneration: bucket.metageneration },
    false,
  );
  const body = parseJsonObject(new TextDecoder().decode(call.request.body));
  const given = replaces ? settingsOf(body) : { ...bucket.settings, ...settingsOf(body) };
  const merged = Object.entries(given).filter(([, value]) => value !== null);
  const changed: Bucket = {
    ...bucket,
    settings: Object.fromEntries(merged),
    metageneration: bucket.metageneration + 1,
    updatedMs: call.nowMs,
  };
  call.world.objects.putBucket(changed);
  return jsonAnswer(200, shown(call, changed));
}

/** Removes an empty bucket. */
export function deleteBucket(call: StorageCall, name: string): HttpResponse {
  requireBucket(call, name);
  const { objects } = call.world;
  if (objects.objects(name, '').length > 0 || objects.oldVersions(name, '').length > 0) {
    throw new StorageError(409, 'conflict', 'The bucket you tried to delete is not empty.');
  }
  objects.deleteBucket(name);
  return emptyAnswer(204);
}

/** A bucket that must exist. */
export function requireBucket(call: StorageCall, name: string): Bucket {
  const bucket = call.world.objects.bucket(name);
  if (bucket === undefined) throw bucketNotFound();
  return bucket;
}

/** A project may be named by id or number. */
function isIn(call: StorageCall, bucket: Bucket, project: string): boolean {
  return bucket.project === project || projectNumber(call.world, bucket.project) === project;
}

function settingsOf(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([field]) => !outputFields.includes(field)));
}

function shown(call: StorageCall, bucket: Bucket): JsonObject {
  return bucketMetadata(bucket, call.origin, projectNumber(call.world, bucket.project));
}

import type { Json, JsonObject } from '../../config-api/json.ts';
import type { HttpResponse } from '../../config-api/transport.ts';
import { jsonAnswer } from '../answers.ts';
import { isObject } from '../json/scalars.ts';
import { requireBucket } from './buckets.ts';
import { insertObject } from './insert.ts';
import { objectMetadata } from './metadata.ts';
import { checkName, settingsOf } from './new-object.ts';
import type { StoredObject } from './object-store.ts';
import { requireObject } from './objects.ts';
import { checkPreconditions } from './preconditions.ts';
import { parseJsonObject, type StorageCall } from './storage-call.ts';
import { invalidArgument, StorageError } from './storage-error.ts';
import type { StorageTarget } from './storage-route.ts';

/** Copies an object (9.10). */
export function copyObject(call: StorageCall, target: StorageTarget): HttpResponse {
  return jsonAnswer(200, objectMetadata(copied(call, target), call.origin));
}

/** Copies an object by the call that may take several; here one is always enough. */
export function rewriteObject(call: StorageCall, target: StorageTarget): HttpResponse {
  const object = copied(call, target);
  const size = String(object.content.byteLength);
  return jsonAnswer(200, {
    kind: 'storage#rewriteResponse',
    totalBytesRewritten: size,
    objectSize: size,
    done: true,
    resource: objectMetadata(object, call.origin),
  });
}

/** Conditions hold for the destination, those with `Source` for the source. A body stands in place of the source's settings. */
function copied(call: StorageCall, target: StorageTarget): StoredObject {
  const { query, world, nowMs } = call;
  const { bucket = '', object: name = '' } = target.destination ?? {};
  const body = bodyOf(call);
  const source = requireObject(call, target.bucket, target.object, query.get('sourceGeneration'));
  requireBucket(call, bucket);
  checkName(name);
  checkPreconditions(query, source, false, 'ifSource');
  checkPreconditions(query, world.objects.object(bucket, name), false);
  const settings = Object.keys(body).length === 0 ? source.settings : settingsOf(body);
  const { content, componentCount } = source;
  const composed = componentCount === undefined ? {} : { componentCount };
  return insertObject(world.objects, { bucket, name, content, settings, ...composed }, nowMs);
}

/** Objects one can be composed of. */
const maximumSources = 32;

/** Puts objects of a bucket together (9.10). */
export function composeObject(call: StorageCall, { bucket, object: name }: StorageTarget): HttpResponse {
  const { query, world, nowMs } = call;
  const body = bodyOf(call);
  const given = body['sourceObjects'];
  if (!Array.isArray(given) || given.length === 0 || given.length > maximumSources) {
    throw invalidArgument(`sourceObjects must be a list of 1 to ${maximumSources} objects`);
  }
  requireBucket(call, bucket);
  checkName(name);
  const sources = given.map((source: Json) => composedPart(call, bucket, source));
  checkPreconditions(query, world.objects.object(bucket, name), false);
  const content = new Uint8Array(Buffer.concat(sources.map((source) => source.content)));
  if (content.byteLength > world.settings.maxUploadBytes) {
    throw new StorageError(413, 'uploadTooLarge', 'The object is larger than the emulator keeps');
  }
  const destination = body['destination'];
  const settings = isObject(destination) ? settingsOf(destination) : {};
  const componentCount = sources.reduce((sum, source) => sum + (source.componentCount ?? 1), 0);
  const stored = insertObject(world.objects, { bucket, name, content, settings, componentCount }, nowMs);
  return jsonAnswer(200, objectMetadata(stored, call.origin));
}

function composedPart(call: StorageCall, bucket: string, source: Json): StoredObject {
  const { name, generation, objectPreconditions } = isObject(source) ? source : {};
  if (typeof name !== 'string' || name === '')
    throw new StorageError(400, 'required', 'Required: sourceObjects[].name');
  const object = requireObject(call, bucket, name, generation == null ? null : String(generation));
  const wanted = isObject(objectPreconditions) ? objectPreconditions['ifGenerationMatch'] : undefined;
  if (wanted != null) {
    checkPreconditions(new URLSearchParams({ ifGenerationMatch: String(wanted) }), object, false);
  }
  return object;
}

function bodyOf({ request }: StorageCall): JsonObject {
  return parseJsonObject(new TextDecoder().decode(request.body));
}

import type { HttpRequest, HttpResponse } from '../../config-api/transport.ts';
import type { World } from '../world.ts';
import { changeBucket, deleteBucket, getBucket, insertBucket, listBuckets } from './buckets.ts';
import { composeObject, copyObject, rewriteObject } from './copies.ts';
import { changeObject, deleteObject, getObject, listObjects } from './objects.ts';
import { partialAnswer } from './partial-answer.ts';
import type { StorageCall } from './storage-call.ts';
import { StorageError } from './storage-error.ts';
import { notAllowed, routeStorage, type StorageMethod, type StorageTarget } from './storage-route.ts';
import { abortResumable, continueResumable, insert } from './uploads.ts';

/** Answers a call of the Cloud Storage JSON API. */
export function answerStorageCall(world: World, request: HttpRequest, url: URL): HttpResponse {
  try {
    const nowMs = world.settings.clock.now();
    return answer({ world, request, query: url.searchParams, origin: url.origin, nowMs }, url.pathname);
  } catch (error) {
    if (error instanceof StorageError) return error.toAnswer();
    throw error;
  }
}

function answer(call: StorageCall, path: string): HttpResponse {
  const { method, target } = routeStorage(call.request.method, path, call.query);
  // Read first: a request with malformed fields must not take effect.
  const partial = partialAnswer(call.query.get('fields'));
  return partial(answers[method](call, target));
}

type Answer = (call: StorageCall, target: StorageTarget) => HttpResponse;

const answers: Readonly<Record<StorageMethod, Answer>> = {
  'storage.buckets.delete': (call, { bucket }) => deleteBucket(call, bucket),
  'storage.buckets.get': (call, { bucket }) => getBucket(call, bucket),
  'storage.buckets.insert': insertBucket,
  'storage.buckets.list': listBuckets,
  'storage.buckets.patch': (call, { bucket }) => changeBucket(call, bucket, false),
  'storage.buckets.update': (call, { bucket }) => changeBucket(call, bucket, true),
  'storage.objects.compose': composeObject,
  'storage.objects.copy': copyObject,
  'storage.objects.delete': (call, { bucket, object }) => deleteObject(call, bucket, object),
  'storage.objects.get': (call, { bucket, object, isDownload }) => getObject(call, bucket, object, isDownload),
  'storage.objects.insert': (call, { bucket }) => answerUpload(call, bucket),
  'storage.objects.list': (call, { bucket }) => listObjects(call, bucket),
  'storage.objects.patch': (call, { bucket, object }) => changeObject(call, bucket, object, false),
  'storage.objects.rewrite': rewriteObject,
  'storage.objects.update': (call, { bucket, object }) => changeObject(call, bucket, object, true),
};

function answerUpload(call: StorageCall, bucket: string): HttpResponse {
  const { method } = call.request;
  const continues = call.query.has('upload_id');
  if (continues && (method === 'PUT' || method === 'POST')) return continueResumable(call);
  if (continues && method === 'DELETE') return abortResumable(call);
  if (method === 'POST' || method === 'PUT') return insert(call, bucket);
  throw notAllowed(method);
}

import type { HttpRequest, HttpResponse } from '../../config-api/transport.ts';
import type { World } from '../world.ts';
import { deleteBucket, getBucket, insertBucket, listBuckets, patchBucket } from './buckets.ts';
import { deleteObject, getObject, listObjects, patchObject } from './objects.ts';
import type { StorageCall } from './storage-call.ts';
import { invalidArgument, StorageError } from './storage-error.ts';
import { abortResumable, continueResumable, insert } from './uploads.ts';

const forms =
  /^(?:\/(upload|resumable\/upload|download))?(?:\/storage\/v1)?\/b(?:\/([^/]+)(?:\/(o)(?:\/([^/]+))?)?)?\/?$/;

/** Whether a path belongs to Cloud Storage (9.3). */
export function isStoragePath(path: string): boolean {
  return /^\/(?:(?:resumable\/)?upload\/|download\/)?(?:storage\/v1|b)(?:\/|$)/.test(path);
}

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
  const match = forms.exec(path);
  if (match === null) throw new StorageError(404, 'notFound', 'Not Found');
  const [, form, bucket, objects, object] = match;
  const verb = call.request.method;
  if (form === 'upload' || form === 'resumable/upload') return answerUpload(call, decoded(bucket));
  if (bucket === undefined) return answerBuckets(call, verb);
  if (objects === undefined) return answerBucket(call, verb, decoded(bucket));
  if (object === undefined) {
    if (verb === 'GET') return listObjects(call, decoded(bucket));
    if (verb === 'POST' && call.query.has('uploadType')) return insert(call, decoded(bucket));
    throw notAllowed(verb);
  }
  return answerObject(call, verb, { bucket: decoded(bucket), name: decoded(object), isDownload: form === 'download' });
}

function answerUpload(call: StorageCall, bucket: string): HttpResponse {
  const { method } = call.request;
  const continues = call.query.has('upload_id');
  if (continues && (method === 'PUT' || method === 'POST')) return continueResumable(call);
  if (continues && method === 'DELETE') return abortResumable(call);
  if (method === 'POST' || method === 'PUT') return insert(call, bucket);
  throw notAllowed(method);
}

function answerBuckets(call: StorageCall, verb: string): HttpResponse {
  if (verb === 'GET') return listBuckets(call);
  if (verb === 'POST') return insertBucket(call);
  throw notAllowed(verb);
}

function answerBucket(call: StorageCall, verb: string, bucket: string): HttpResponse {
  if (verb === 'GET') return getBucket(call, bucket);
  if (verb === 'PATCH') return patchBucket(call, bucket);
  if (verb === 'DELETE') return deleteBucket(call, bucket);
  throw notAllowed(verb);
}

interface ObjectPath {
  readonly bucket: string;
  readonly name: string;
  readonly isDownload: boolean;
}

function answerObject(call: StorageCall, verb: string, { bucket, name, isDownload }: ObjectPath): HttpResponse {
  if (verb === 'GET') return getObject(call, bucket, name, isDownload);
  if (verb === 'PATCH') return patchObject(call, bucket, name);
  if (verb === 'DELETE') return deleteObject(call, bucket, name);
  throw notAllowed(verb);
}

function notAllowed(verb: string): StorageError {
  return new StorageError(405, 'httpMethodNotAllowed', `${verb} is not supported here`);
}

function decoded(segment: string | undefined): string {
  try {
    return decodeURIComponent(segment ?? '');
  } catch {
    throw invalidArgument('The path is not well encoded');
  }
}

import { invalidArgument, StorageError } from './storage-error.ts';

/** What a storage request is about, as its URL says. */
export interface StorageTarget {
  /** `''` for calls about all buckets. */
  readonly bucket: string;
  /** `''` for calls about a bucket, and for uploads that name their object in the body. */
  readonly object: string;
  /** Where a copy goes; absent for other calls. */
  readonly destination?: { readonly bucket: string; readonly object: string };
  /** The path asks for the content. */
  readonly isDownload: boolean;
}

/** A storage request made out. */
export interface StorageRoute {
  readonly method: StorageMethod;
  readonly target: StorageTarget;
}

/** Methods of the JSON API, as its discovery document names them. */
export type StorageMethod =
  | 'storage.buckets.delete'
  | 'storage.buckets.get'
  | 'storage.buckets.insert'
  | 'storage.buckets.list'
  | 'storage.buckets.patch'
  | 'storage.buckets.update'
  | 'storage.objects.compose'
  | 'storage.objects.copy'
  | 'storage.objects.delete'
  | 'storage.objects.get'
  | 'storage.objects.insert'
  | 'storage.objects.list'
  | 'storage.objects.patch'
  | 'storage.objects.rewrite'
  | 'storage.objects.update';

type Form = 'buckets' | 'bucket' | 'objects' | 'object' | 'compose' | 'copyTo' | 'rewriteTo';

const methodsByForm: Readonly<Record<Form, Readonly<Record<string, StorageMethod>>>> = {
  buckets: { GET: 'storage.buckets.list', POST: 'storage.buckets.insert' },
  bucket: {
    GET: 'storage.buckets.get',
    PATCH: 'storage.buckets.patch',
    PUT: 'storage.buckets.update',
    DELETE: 'storage.buckets.delete',
  },
  objects: { GET: 'storage.objects.list', POST: 'storage.objects.insert' },
  object: {
    GET: 'storage.objects.get',
    PATCH: 'storage.objects.patch',
    PUT: 'storage.objects.update',
    DELETE: 'storage.objects.delete',
  },
  compose: { POST: 'storage.objects.compose' },
  copyTo: { POST: 'storage.objects.copy' },
  rewriteTo: { POST: 'storage.objects.rewrite' },
};

const shape =
  /^(?:\/(upload|resumable\/upload|download))?(?:\/storage\/v1)?\/b(?:\/([^/]+)(?:\/(o)(?:\/([^/]+)(?:\/(?:(compose)|(copyTo|rewriteTo)\/b\/([^/]+)\/o\/([^/]+)))?)?)?)?\/?$/;

/** Whether a path belongs to Cloud Storage (9.3). */
export function isStoragePath(path: string): boolean {
  return /^\/(?:(?:resumable\/)?upload\/|download\/)?(?:storage\/v1|b)(?:\/|$)/.test(path);
}

/**
 * Makes out a storage request.
 * @throws StorageError when there is no such method.
 */
export function routeStorage(verb: string, path: string, query: URLSearchParams): StorageRoute {
  const match = shape.exec(path);
  if (match === null) throw new StorageError(404, 'notFound', 'Not Found');
  const [, prefix, bucket, objects, object, compose, copy, toBucket, toObject] = match;
  const target: StorageTarget = {
    bucket: decoded(bucket),
    object: object === undefined && objects !== undefined ? (query.get('name') ?? '') : decoded(object),
    isDownload: prefix === 'download',
    ...(copy === undefined ? {} : { destination: { bucket: decoded(toBucket), object: decoded(toObject) } }),
  };
  if (prefix?.endsWith('upload') === true) return { method: 'storage.objects.insert', target };
  const form = (compose ?? copy ?? formOf(bucket, objects, object)) as Form; // the expression has no others
  const methods = methodsByForm[form];
  const method = Object.hasOwn(methods, verb) ? methods[verb] : undefined;
  if (method === undefined) throw notAllowed(verb);
  return { method, target };
}

function formOf(bucket: string | undefined, objects: string | undefined, object: string | undefined): Form {
  if (bucket === undefined) return 'buckets';
  if (objects === undefined) return 'bucket';
  return object === undefined ? 'objects' : 'object';
}

/** 405. */
export function notAllowed(verb: string): StorageError {
  return new StorageError(405, 'httpMethodNotAllowed', `${verb} is not supported here`);
}

function decoded(segment: string | undefined): string {
  try {
    return decodeURIComponent(segment ?? '');
  } catch {
    throw invalidArgument('The path is not well encoded');
  }
}

import { queryParameters } from '../config-api/methods.ts';
import type { HttpRequest } from '../config-api/transport.ts';
import { ApiError } from './api-error.ts';
import { type Route, route } from './router.ts';
import { isSignedPath, signedObject } from './signed-urls.ts';
import { StorageError } from './storage/storage-error.ts';
import { isStoragePath, routeStorage, type StorageTarget } from './storage/storage-route.ts';

/** What a request asks of what, as faults and the log name it. */
export interface Subject {
  /** `CreateDeployment`, `storage.objects.insert`. */
  readonly method: string;
  /** Full name, of what is created too; in storage `gs://bucket/object`, by the name in the URL. Never empty. */
  readonly resource: string;
  /** Set for methods of the Config API. */
  readonly route?: Route;
}

/** Makes out a request; undefined when there is no such method. */
export function subjectOf(request: HttpRequest, url: URL): Subject | undefined {
  if (isSignedPath(url.pathname)) return signedSubject(request.method, url.pathname);
  try {
    if (!isStoragePath(url.pathname)) {
      const found = route(request.method, url.pathname);
      return { method: found.name, resource: configResource(found, url.searchParams), route: found };
    }
    const { method, target } = routeStorage(request.method, url.pathname, url.searchParams);
    return { method, resource: storageResource(target, url.searchParams) };
  } catch (error) {
    if (error instanceof ApiError || error instanceof StorageError) return undefined;
    throw error;
  }
}

/** Signed URLs count as the storage methods whose place they take. */
function signedSubject(verb: string, path: string): Subject | undefined {
  const object = signedObject(path);
  const method = verb === 'GET' ? 'storage.objects.get' : verb === 'PUT' ? 'storage.objects.insert' : undefined;
  if (object === undefined || method === undefined) return undefined;
  return { method, resource: `gs://${object.bucket}/${object.name}` };
}

/** The resource in the path; when one is created below it and its id is in the query, that one. */
function configResource({ method, resource }: Route, query: URLSearchParams): string {
  if (method.verb !== 'POST') return resource;
  const collection = /\}\/(\w+)$/.exec(method.path)?.[1];
  const field = queryParameters(method).find((name) => name.endsWith('Id') && name !== 'requestId');
  if (collection === undefined || field === undefined) return resource;
  const id = query.get(field) ?? query.get(field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return id === null ? resource : `${resource}/${collection}/${id}`;
}

function storageResource({ bucket, object }: StorageTarget, query: URLSearchParams): string {
  if (bucket === '') return `projects/${query.get('project') ?? '-'}`;
  return object === '' ? `gs://${bucket}` : `gs://${bucket}/${object}`;
}

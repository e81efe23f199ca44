import type { Deployment } from '../config-api/deployment.ts';
import { type MethodName, methodOf, pathVariable } from '../config-api/methods.ts';
import type { Operation } from '../config-api/operation.ts';
import type { Resource, Revision } from '../config-api/revision.ts';
import type { ConfigApi } from './config-api.ts';
import { callJson, type RestContext } from './rest-call.ts';

/** Largest page the service gives. */
const pageSize = '1000';

interface Request {
  /** Value of the path's variable. */
  readonly name: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly json?: unknown;
}

/** The REST adapter. `baseUrl` is the service's root, such as `https://config.googleapis.com`. */
export function restConfigApi(baseUrl: string, context: RestContext): ConfigApi {
  const caller: Caller = { root: baseUrl.replace(/\/+$/, ''), context };
  // Casts: an answer of the service is taken to be what its published interface says.
  return {
    getDeployment: async (name) => (await call(caller, 'GetDeployment', { name })) as Deployment,
    listDeployments: (parent) => list<Deployment>(caller, 'ListDeployments', parent, 'deployments'),
    createDeployment: async ({ parent, deployment, ...query }) =>
      (await call(caller, 'CreateDeployment', { name: parent, query, json: deployment })) as Operation,
    updateDeployment: async ({ deployment, ...query }) =>
      (await call(caller, 'UpdateDeployment', { name: deployment.name ?? '', query, json: deployment })) as Operation,
    deleteDeployment: async ({ name, force, ...query }) =>
      (await call(caller, 'DeleteDeployment', { name, query: { ...query, force: String(force) } })) as Operation,
    getRevision: async (name) => (await call(caller, 'GetRevision', { name })) as Revision,
    listRevisions: (parent) => list<Revision>(caller, 'ListRevisions', parent, 'revisions'),
    listResources: (parent) => list<Resource>(caller, 'ListResources', parent, 'resources'),
    getOperation: async (name) => (await call(caller, 'GetOperation', { name })) as Operation,
  };
}

interface Caller {
  /** Root of the service, without a final slash. */
  readonly root: string;
  readonly context: RestContext;
}

async function call(
  { root, context }: Caller,
  method: MethodName,
  { name, query = {}, json }: Request,
): Promise<unknown> {
  const { verb, path } = methodOf(method);
  const { suffix } = pathVariable(methodOf(method));
  const version = path.slice(0, path.indexOf('{'));
  const url = `${root}${version}${name}${suffix}`;
  // A request id makes the service answer a repeated mutation with the outcome of the first.
  const idempotent = verb === 'GET' || query['requestId'] !== undefined;
  return callJson(
    { method, resource: name, verb, url, query, ...(json !== undefined && { json }), idempotent },
    context,
  );
}

/** All items of a list method; `key` is the field that holds them. */
async function list<T>(caller: Caller, method: MethodName, parent: string, key: string): Promise<readonly T[]> {
  const items: T[] = [];
  let pageToken: string | undefined;
  do {
    const query = { pageSize, pageToken };
    // Casts: the published form of a page.
    const page = (await call(caller, method, { name: parent, query })) as Readonly<Record<string, unknown>>;
    items.push(...((page[key] ?? []) as readonly T[]));
    pageToken = (page['nextPageToken'] as string | undefined) || undefined;
  } while (pageToken !== undefined);
  return items;
}

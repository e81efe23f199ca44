import { type Method, type MethodName, methodOf, pathVariable } from '../config-api/methods.ts';
import { ServiceError } from '../errors.ts';
import type { ConfigApi } from './config-api.ts';
import { itemsOf, methodTableApi, type RequestMessage } from './method-table-api.ts';
import { callJson, type RestCall, type RestContext } from './rest-call.ts';

/** Largest page the service gives. */
const pageSize = 1000;

/** The REST adapter. `baseUrl` is the service's root, such as `https://config.googleapis.com`. */
export function restConfigApi(baseUrl: string, context: RestContext): ConfigApi {
  const root = baseUrl.replace(/\/+$/, '');
  const call = (method: MethodName, request: RequestMessage): Promise<unknown> =>
    callJson(restCall(root, method, request), context);
  return methodTableApi({ call, list: (method, request) => allPages(call, method, request) });
}

/** The call that carries a request message, by the method's row in the table. */
function restCall(root: string, name: MethodName, request: RequestMessage): RestCall {
  const method = methodOf(name);
  const { field, suffix } = pathVariable(method);
  const resource = textAt(request, field);
  const json = bodyOf(method, request, field);
  return {
    method: name,
    resource,
    verb: method.verb,
    url: `${root}${method.path.slice(0, method.path.indexOf('{'))}${resource}${suffix}`,
    query: queryOf(method, request, field),
    ...(json !== undefined && { json }),
    idempotent: isRepeatable(name, method, request),
  };
}

/** The value at a dotted path: `deployment.name`. */
function textAt(request: RequestMessage, path: string): string {
  // Cast: messages are objects.
  const value = path.split('.').reduce<unknown>((node, key) => (node as RequestMessage | undefined)?.[key], request);
  return typeof value === 'string' ? value : '';
}

function bodyOf({ body }: Method, request: RequestMessage, pathField: string): unknown {
  if (body === undefined) return undefined;
  return body === '*' ? without(request, [pathField]) : (request[body] ?? {});
}

function queryOf({ body }: Method, request: RequestMessage, pathField: string): Record<string, string> {
  if (body === '*') return {};
  return Object.fromEntries(flatten(without(request, [body, pathField])));
}

/** Members of nested messages by dotted names: `options.requestedPolicyVersion`. */
function flatten(message: RequestMessage, prefix = ''): [string, string][] {
  return Object.entries(message).flatMap(([key, value]): [string, string][] => {
    if (value === undefined) return [];
    return typeof value === 'object'
      ? flatten(value as RequestMessage, `${prefix}${key}.`)
      : [[`${prefix}${key}`, String(value)]];
  });
}

function without(message: RequestMessage, fields: readonly (string | undefined)[]): RequestMessage {
  return Object.fromEntries(Object.entries(message).filter(([key]) => !fields.includes(key)));
}

/** A request id makes the service answer a repeated mutation with the outcome of the first; exports and cancels have no second effect. */
function isRepeatable(name: MethodName, { verb }: Method, request: RequestMessage): boolean {
  return verb === 'GET' || request['requestId'] !== undefined || /^(Export|Test|Cancel)/.test(name);
}

async function allPages(
  call: (method: MethodName, request: RequestMessage) => Promise<unknown>,
  method: MethodName,
  request: RequestMessage,
): Promise<readonly unknown[]> {
  const { field } = itemsOf(method);
  const items: unknown[] = [];
  let pageToken: string | undefined;
  do {
    // Casts: the published form of a page.
    const page = (await call(method, { ...request, pageSize, pageToken })) as RequestMessage;
    const unreachable = (page['unreachable'] ?? []) as readonly string[];
    if (unreachable.length > 0) throw incomplete(method, request, unreachable);
    items.push(...((page[field] ?? []) as readonly unknown[]));
    pageToken = (page['nextPageToken'] as string | undefined) || undefined;
  } while (pageToken !== undefined);
  return items;
}

/** Half a list would be taken for the whole: what is missing from it would look deleted. */
function incomplete(method: MethodName, request: RequestMessage, unreachable: readonly string[]): ServiceError {
  const resource = textAt(request, pathVariable(methodOf(method)).field);
  const message = `${method} of ${resource} is not complete: ${unreachable.join(', ')} could not be reached; try again, or name the locations that can`;
  return new ServiceError(message, { method, resource, status: 'UNAVAILABLE', retryable: true });
}

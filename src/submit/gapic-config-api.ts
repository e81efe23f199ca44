import { type MethodName, methodOf, pathVariable } from '../config-api/methods.ts';
import { httpStatuses, type StatusName, statusNumbers } from '../config-api/status.ts';
import { ServiceError, SettingsError } from '../errors.ts';
import type { ConfigApi } from './config-api.ts';
import { itemsOf, methodTableApi, portName, type RequestMessage } from './method-table-api.ts';
import type { Pacer } from './pacer.ts';
import { fromProtobuf, toProtobuf } from './protobuf-json.ts';

/**
 * The adapter on the official client `@google-cloud/config`, an optional peer dependency: `--transport grpc`. It maps names and the
 * forms of messages and nothing else. The package is not obtainable everywhere, so this was written against the published interface
 * of generated clients and tested with a stand-in, never run with the package itself.
 * @throws SettingsError when the package is not installed.
 */
export async function gapicConfigApi(pacer: Pacer): Promise<ConfigApi> {
  const { ConfigClient } = await import('@google-cloud/config').catch((cause: unknown) => {
    throw new SettingsError(
      '`--transport grpc` needs the package @google-cloud/config; run `npm install @google-cloud/config`',
      { cause },
    );
  });
  return gapicAdapter(new ConfigClient(), pacer);
}

/** What is called of the generated client; methods are found by their names. */
export type GapicClient = import('@google-cloud/config').ConfigClient;

/** The port on a generated client. */
export function gapicAdapter(client: GapicClient, pacer: Pacer): ConfigApi {
  const paced = <T>(method: MethodName, request: RequestMessage, send: () => Promise<T>): Promise<T> =>
    translate(method, request, async () => {
      await pacer.turn(resourceOf(method, request).split('/', 4).join('/'), isRead(method) ? 'read' : 'mutation');
      return send();
    });
  return methodTableApi({
    call: (method, request) => paced(method, request, () => callOne(client, method, request)),
    list: (method, request) => paced(method, request, () => listAll(client, method, request)),
  });
}

async function callOne(client: GapicClient, method: MethodName, request: RequestMessage): Promise<unknown> {
  const { request: message, response, longRunning } = methodOf(method);
  // The raw operation carries its metadata encoded; this decodes it as that of an operation, whatever it is about.
  if (method === 'GetOperation')
    return operationOf(await client.checkCreateDeploymentProgress(String(request['name'])));
  const owner = isOperationsMethod(method) ? client.operationsClient : client;
  // Cast: a generated client has a method of that name for every method of its service.
  const send = owner[portName(method) as keyof typeof owner] as unknown as (request: unknown) => Promise<unknown>;
  const answer = await send.call(owner, toProtobuf(message, request));
  // The first item of an answer is the message; the mixins of older clients answer the message itself.
  const first: unknown = Array.isArray(answer) ? answer[0] : answer;
  return longRunning === true ? operationOf(first) : fromProtobuf(response, first ?? {});
}

async function listAll(client: GapicClient, method: MethodName, request: RequestMessage): Promise<readonly unknown[]> {
  const owner = isOperationsMethod(method) ? client.operationsClient : client;
  // Cast: as above; lists come page by page behind an iterable.
  const send = owner[`${portName(method)}Async` as keyof typeof owner] as unknown as (
    request: unknown,
  ) => AsyncIterable<unknown>;
  const { message } = itemsOf(method);
  const items: unknown[] = [];
  for await (const item of send.call(owner, toProtobuf(methodOf(method).request, request))) {
    items.push(message === 'Operation' ? operationOf(item) : fromProtobuf(message, item));
  }
  return items;
}

function isOperationsMethod(method: MethodName): boolean {
  return methodOf(method).service === 'google.longrunning.Operations';
}

/** An operation as the service's JSON has it, without `response`: what came of it is read from its resource. */
function operationOf(operation: unknown): unknown {
  // Cast: the published form of an operation; its metadata stays out where the client has not decoded it.
  const { name, done, error, metadata } = operation as RequestMessage;
  const isDecoded = typeof metadata === 'object' && metadata !== null && !('value' in metadata);
  return {
    name,
    done: done === true,
    ...(isDecoded && { metadata: fromProtobuf('OperationMetadata', metadata) }),
    ...(typeof error === 'object' && error !== null && { error: statusOf(error) }),
  };
}

/** Code and message of an error, be it a status or the exception a client makes of one. */
function statusOf(error: object): object {
  return {
    ...('code' in error && { code: Number(error.code) }),
    ...('message' in error && { message: String(error.message) }),
  };
}

// Cast: the keys of the table are its status names.
const statusNames = Object.keys(httpStatuses) as StatusName[];

function isRead(method: MethodName): boolean {
  return methodOf(method).verb === 'GET';
}

/** After these, as after no code at all, a change may have happened all the same. */
const uncertainStatuses: readonly StatusName[] = [
  'UNKNOWN',
  'DEADLINE_EXCEEDED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'CANCELLED',
];

async function translate<T>(method: MethodName, request: RequestMessage, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (cause) {
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? Number(cause.code) : undefined;
    const status = statusNames.find((name) => statusNumbers[name] === code);
    const uncertain = !isRead(method) && (status === undefined || uncertainStatuses.includes(status));
    const reason = cause instanceof Error ? cause.message : String(cause);
    const resource = resourceOf(method, request);
    const failure = {
      method,
      resource,
      retryable: status === 'UNAVAILABLE',
      ...(uncertain && ({ uncertain } as const)),
      ...(status !== undefined && { status, httpStatus: httpStatuses[status] }),
    };
    throw new ServiceError(`${method} of ${resource} failed: ${reason}`, failure, { cause });
  }
}

function resourceOf(method: MethodName, request: RequestMessage): string {
  const [first = '', second] = pathVariable(methodOf(method)).field.split('.');
  const value = second === undefined ? request[first] : (request[first] as RequestMessage | undefined)?.[second];
  return String(value ?? '');
}

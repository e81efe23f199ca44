import type { Deployment } from '../config-api/deployment.ts';
import type { Operation } from '../config-api/operation.ts';
import type { Resource, Revision } from '../config-api/revision.ts';
import { httpStatuses, type StatusName, statusNumbers } from '../config-api/status.ts';
import { ServiceError, SettingsError } from '../errors.ts';
import type { ConfigApi } from './config-api.ts';
import type { Pacer } from './pacer.ts';

/**
 * The adapter on the official client `@google-cloud/config`, an optional peer dependency: `--transport grpc`.
 * It maps names and nothing else. The package is not obtainable everywhere, so this was written against its published
 * interface and tested with a stand-in, never run with the package itself.
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

/** The methods of the generated client that are called. */
export type GapicClient = Pick<
  import('@google-cloud/config').ConfigClient,
  | 'getDeployment'
  | 'listDeployments'
  | 'createDeployment'
  | 'updateDeployment'
  | 'deleteDeployment'
  | 'getRevision'
  | 'listRevisions'
  | 'listResources'
  | 'operationsClient'
>;

/** The port on a generated client. Its messages have the fields of the service's JSON; its lists come complete. */
export function gapicAdapter(client: GapicClient, pacer: Pacer): ConfigApi {
  const call = <T>(
    method: string,
    resource: string,
    send: () => Promise<readonly [unknown, ...unknown[]]>,
  ): Promise<T> =>
    // Cast: a message of the service is taken to be what its published interface says.
    translate(method, resource, async () => {
      await pacer.turn(resource.split('/', 4).join('/'), isRead(method) ? 'read' : 'mutation');
      return (await send())[0] as T;
    });
  return {
    getDeployment: (name) => call<Deployment>('GetDeployment', name, () => client.getDeployment({ name })),
    listDeployments: (parent) =>
      call<readonly Deployment[]>('ListDeployments', parent, () => client.listDeployments({ parent })),
    createDeployment: (request) =>
      call<Operation>('CreateDeployment', request.parent, () => client.createDeployment(request)),
    updateDeployment: ({ updateMask, ...request }) =>
      call<Operation>('UpdateDeployment', request.deployment.name ?? '', () =>
        client.updateDeployment({ ...request, updateMask: { paths: updateMask.split(',').map(snakeCase) } }),
      ),
    deleteDeployment: (request) =>
      call<Operation>('DeleteDeployment', request.name, () => client.deleteDeployment(request)),
    getRevision: (name) => call<Revision>('GetRevision', name, () => client.getRevision({ name })),
    listRevisions: (parent) =>
      call<readonly Revision[]>('ListRevisions', parent, () => client.listRevisions({ parent })),
    listResources: (parent) =>
      call<readonly Resource[]>('ListResources', parent, () => client.listResources({ parent })),
    getOperation: (name) => call<Operation>('GetOperation', name, () => client.operationsClient.getOperation({ name })),
  };
}

// Cast: the keys of the table are its status names.
const statusNames = Object.keys(httpStatuses) as StatusName[];

/** Field paths of a mask in proto spelling. */
function snakeCase(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isRead(method: string): boolean {
  return method.startsWith('Get') || method.startsWith('List');
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

async function translate<T>(method: string, resource: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (cause) {
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? Number(cause.code) : undefined;
    const status = statusNames.find((name) => statusNumbers[name] === code);
    const uncertain = !isRead(method) && (status === undefined || uncertainStatuses.includes(status));
    const reason = cause instanceof Error ? cause.message : String(cause);
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

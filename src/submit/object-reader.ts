import { ServiceError } from '../errors.ts';
import { callJson, callRaw, type RestContext } from './rest-call.ts';
import { unlessMissing } from './unless-missing.ts';

/** Reads what lies in Cloud Storage: logs, errors, sources. `uri` is `gs://bucket/object` or `gs://bucket/object#generation`. */
export interface ObjectReader {
  /** The bytes of an object; undefined when there is none. Throws `ServiceError`. */
  read(uri: string): Promise<Uint8Array | undefined>;
  /** Whether there is such an object, in that generation where one is named. Throws `ServiceError`. */
  has(uri: string): Promise<boolean>;
  /** URIs of all objects whose name begins with that of `uri`, sorted by name; none where there is no such bucket. Throws `ServiceError`. */
  list(uri: string): Promise<readonly string[]>;
}

/** The REST adapter. `baseUrl` is the service's root, such as `https://storage.googleapis.com`. */
export function restObjectReader(baseUrl: string, context: RestContext): ObjectReader {
  const root = `${baseUrl.replace(/\/+$/, '')}/storage/v1/b`;
  const call = (method: string, uri: string, query: Readonly<Record<string, string | undefined>>) => {
    const { bucket, name, generation } = parseUri(uri);
    const url =
      method === 'storage.objects.list' ? `${root}/${bucket}/o` : `${root}/${bucket}/o/${encodeURIComponent(name)}`;
    return { method, resource: uri, verb: 'GET' as const, url, query: { generation, ...query }, idempotent: true };
  };
  return {
    async read(uri) {
      return (await unlessMissing(callRaw(call('storage.objects.get', uri, { alt: 'media' }), context)))?.body;
    },
    async has(uri) {
      return (
        (await unlessMissing(callJson(call('storage.objects.get', uri, { fields: 'name' }), context))) !== undefined
      );
    },
    async list(uri) {
      const { bucket, name: prefix } = parseUri(uri);
      const found: string[] = [];
      let pageToken: string | undefined;
      do {
        const query = { prefix, pageToken, generation: undefined };
        // Cast: the published form of a list.
        const page = (await unlessMissing(callJson(call('storage.objects.list', uri, query), context))) as
          | { readonly items?: readonly { readonly name: string }[]; readonly nextPageToken?: string }
          | undefined;
        found.push(...(page?.items ?? []).map(({ name }) => `gs://${bucket}/${name}`));
        pageToken = page?.nextPageToken;
      } while (pageToken !== undefined);
      return found;
    },
  };
}

/** Parts of a URI. Throws `ServiceError` for one of another form: the service is not expected to give such. */
function parseUri(uri: string): { bucket: string; name: string; generation: string | undefined } {
  const [, bucket, name, generation] = /^gs:\/\/([^/#]+)\/(.*?)(?:#(\d+))?$/.exec(uri) ?? [];
  if (bucket === undefined || name === undefined)
    throw new ServiceError(`'${uri}' is not a gs:// path of an object`, {
      method: 'storage.objects.get',
      resource: uri,
      retryable: false,
    });
  return { bucket, name, generation };
}

import { createHash } from 'node:crypto';
import { ServiceError } from '../errors.ts';
import { callJson, type RestCall, type RestContext } from './rest-call.ts';
import { unlessMissing } from './unless-missing.ts';

/** Cloud Storage as far as staging a module needs it. Methods throw `ServiceError`. */
export interface StagingStore {
  /** Makes sure the bucket exists and belongs to the project; creates it (private, uniform access) when it does not. */
  ensureBucket(bucket: string, project: string, location: string): Promise<void>;
  /** Stores bytes under a name that stands for their content; an equal object is left as it is. Returns the object's generation. */
  putObject(bucket: string, name: string, bytes: Uint8Array): Promise<string>;
  /** Deletes every object whose name begins with `prefix`; a missing bucket has none. */
  deleteObjects(bucket: string, prefix: string): Promise<void>;
}

interface StoredObject {
  readonly name: string;
  readonly generation: string;
  readonly md5Hash?: string;
}

/**
 * Name of a project's staging bucket: the one gcloud uses for local sources too.
 * @see https://cloud.google.com/sdk/gcloud/reference/infra-manager/deployments/apply
 */
export function stagingBucket(project: string): string {
  return `${project.replace(/[:.]/g, '_').replaceAll('google', 'elgoog')}_infra_manager_staging`;
}

/** The REST adapter. `baseUrl` is the service's root, such as `https://storage.googleapis.com`. */
export function restStagingStore(baseUrl: string, context: RestContext): StagingStore {
  return new RestStagingStore(baseUrl.replace(/\/+$/, ''), context);
}

class RestStagingStore implements StagingStore {
  private readonly root: string;
  private readonly context: RestContext;

  constructor(root: string, context: RestContext) {
    this.root = root;
    this.context = context;
  }

  async ensureBucket(bucket: string, project: string, location: string): Promise<void> {
    const found = await unlessMissing(this.read('storage.buckets.get', `gs://${bucket}`, `/storage/v1/b/${bucket}`));
    if (found === undefined && (await this.createBucket(bucket, project, location))) return;
    // Bucket names are global: one that somebody else took must not receive our modules. Cast: the published form of a list.
    const owned = (await this.read('storage.buckets.list', `projects/${project}`, '/storage/v1/b', {
      project,
      prefix: bucket,
    })) as {
      readonly items?: readonly { readonly name?: string; readonly id?: string }[];
    };
    if (!(owned.items ?? []).some((item) => item.name === bucket || item.id === bucket))
      throw foreignBucket(bucket, project);
  }

  async putObject(bucket: string, name: string, bytes: Uint8Array): Promise<string> {
    const md5Hash = createHash('md5').update(bytes).digest('base64');
    const isOurs = (object: StoredObject): boolean => object.md5Hash === undefined || object.md5Hash === md5Hash;
    const existing = await this.findObject(bucket, name);
    if (existing !== undefined && isOurs(existing)) return existing.generation;
    try {
      return (await this.upload(bucket, name, bytes, existing?.generation ?? '0')).generation;
    } catch (error) {
      // 412: somebody else, or our own first try, was there before.
      const raced = isStatus(error, 412) ? await this.findObject(bucket, name) : undefined;
      if (raced === undefined || !isOurs(raced)) throw error;
      return raced.generation;
    }
  }

  async deleteObjects(bucket: string, prefix: string): Promise<void> {
    const resource = `gs://${bucket}/${prefix}`;
    let pageToken: string | undefined;
    do {
      // Cast: the published form of a list.
      const page = (await unlessMissing(
        this.read('storage.objects.list', resource, `/storage/v1/b/${bucket}/o`, { prefix, pageToken }),
      )) as { readonly items?: readonly StoredObject[]; readonly nextPageToken?: string } | undefined;
      for (const { name } of page?.items ?? []) await this.deleteObject(bucket, name);
      pageToken = page?.nextPageToken;
    } while (pageToken !== undefined);
  }

  private read(method: string, resource: string, path: string, query: RestCall['query'] = {}): Promise<unknown> {
    return callJson(
      { method, resource, verb: 'GET', url: `${this.root}${path}`, query, idempotent: true },
      this.context,
    );
  }

  /** False when there is such a bucket by now: another deployment's, our own lost try's, or somebody else's. */
  private async createBucket(bucket: string, project: string, location: string): Promise<boolean> {
    const iamConfiguration = { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' };
    const call: RestCall = {
      method: 'storage.buckets.insert',
      resource: `gs://${bucket}`,
      verb: 'POST',
      url: `${this.root}/storage/v1/b`,
      query: { project },
      json: { name: bucket, location, iamConfiguration },
      idempotent: true,
    };
    try {
      await callJson(call, this.context);
      return true;
    } catch (error) {
      if (isStatus(error, 409)) return false;
      throw error;
    }
  }

  private async findObject(bucket: string, name: string): Promise<StoredObject | undefined> {
    const path = `/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}`;
    // Cast: the published form of an object.
    return (await unlessMissing(this.read('storage.objects.get', `gs://${bucket}/${name}`, path))) as
      | StoredObject
      | undefined;
  }

  private async upload(
    bucket: string,
    name: string,
    bytes: Uint8Array,
    ifGenerationMatch: string,
  ): Promise<StoredObject> {
    const call: RestCall = {
      method: 'storage.objects.insert',
      resource: `gs://${bucket}/${name}`,
      verb: 'POST',
      url: `${this.root}/upload/storage/v1/b/${bucket}/o`,
      query: { uploadType: 'media', name, ifGenerationMatch },
      content: { type: 'application/zip', bytes },
      // The precondition makes a repeated upload harmless.
      idempotent: true,
    };
    // Cast: the published form of an object.
    return (await callJson(call, this.context)) as StoredObject;
  }

  private async deleteObject(bucket: string, name: string): Promise<void> {
    const url = `${this.root}/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}`;
    await unlessMissing(
      callJson(
        { method: 'storage.objects.delete', resource: `gs://${bucket}/${name}`, verb: 'DELETE', url, idempotent: true },
        this.context,
      ),
    );
  }
}

function isStatus(error: unknown, httpStatus: number): boolean {
  return error instanceof ServiceError && error.failure.httpStatus === httpStatus;
}

function foreignBucket(bucket: string, project: string): ServiceError {
  return new ServiceError(
    `the staging bucket gs://${bucket} exists and does not belong to project ${project}; nothing was uploaded`,
    {
      method: 'storage.buckets.list',
      resource: `gs://${bucket}`,
      retryable: false,
    },
  );
}

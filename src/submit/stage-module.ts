import type { Bundle } from '../render/bundle.ts';
import { packageModule } from './package-module.ts';
import { type StagingStore, stagingBucket } from './staging-store.ts';

/** A module in Cloud Storage. */
export interface StagedModule {
  /** `gs://bucket/object#generation`: these very bytes. */
  readonly source: string;
  readonly sizeBytes: number;
}

/** Uploads a bundle's module, unless those bytes are there already. Throws `ServiceError`. */
export async function stageModule(bundle: Bundle, storage: StagingStore): Promise<StagedModule> {
  const { project, location } = bundle.submission;
  const bucket = stagingBucket(project);
  const { objectName, bytes } = packageModule(bundle);
  await storage.ensureBucket(bucket, project, location);
  const generation = await storage.putObject(bucket, objectName, bytes);
  return { source: `gs://${bucket}/${objectName}#${generation}`, sizeBytes: bytes.length };
}

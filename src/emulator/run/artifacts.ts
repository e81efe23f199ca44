import type { Deployment, TerraformError } from '../../config-api/deployment.ts';
import { baseName, parseName } from '../../config-api/names.ts';
import type { Revision } from '../../config-api/revision.ts';
import { insertObject } from '../storage/insert.ts';
import type { World } from '../world.ts';

/** The made-up number of a project. */
export function projectNumber(world: World, project: string): string {
  return world.random.digits(`project ${project}`, 12);
}

/** Where a run's files go. */
export interface ArtifactPlace {
  readonly bucket: string;
  /** Ends with a slash, or is empty. */
  readonly folder: string;
}

/** Where the files of a deployment's revision go, or with `delete` those of its destroy run. */
export function artifactPlace(world: World, deployment: Deployment, run: string): ArtifactPlace {
  const place = parseName('deployment', deployment.name ?? '');
  const own = /^gs:\/\/([^/]+)\/?(.*?)\/*$/.exec(deployment.artifactsGcsBucket ?? '');
  const bucket = own?.[1] ?? `${projectNumber(world, place?.project ?? '')}-${place?.location ?? ''}-blueprint-config`;
  const folder = own?.[2] === undefined || own[2] === '' ? '' : `${own[2]}/`;
  return { bucket, folder: `${folder}${place?.deployment ?? ''}/${run}/` };
}

/** `gs://` paths of a run. */
export interface ArtifactPaths {
  readonly content: string;
  readonly artifacts: string;
  readonly logs: string;
  readonly errors: string;
}

/** The paths at a place, as posted examples of the service have them. */
export function artifactPaths({ bucket, folder }: ArtifactPlace): ArtifactPaths {
  const base = `gs://${bucket}/${folder}`;
  return {
    content: `${base}apply_results/content`,
    artifacts: `${base}apply_results/artifacts`,
    logs: `${base}logs`,
    errors: `${base}errors/tf-error.ndjson`,
  };
}

/** Makes the bucket of a place unless it is there. */
export function ensureBucket(world: World, { bucket }: ArtifactPlace, deployment: string, nowMs: number): void {
  if (world.objects.bucket(bucket) !== undefined) return;
  const place = parseName('deployment', deployment);
  world.objects.putBucket({
    name: bucket,
    project: place?.project ?? '',
    createdMs: nowMs,
    updatedMs: nowMs,
    metageneration: 1,
    settings: { location: (place?.location ?? '').toUpperCase() },
  });
}

/** Writes a text object at a `gs://` path below an existing bucket. */
export function writeArtifact(world: World, path: string, text: string | Uint8Array, nowMs: number): void {
  const [, bucket = '', name = ''] = /^gs:\/\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const content = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  insertObject(world.objects, { bucket, name, content, settings: { contentType: 'text/plain' } }, nowMs);
}

/** Errors as newline-delimited JSON. */
export function errorLines(errors: readonly TerraformError[]): string {
  return errors.map((error) => `${JSON.stringify(error)}\n`).join('');
}

/** The log of a run: one line an event, with its time. */
export function logText(time: string, revision: Pick<Revision, 'build'>, lines: readonly string[]): string {
  return [`starting build ${revision.build ?? ''}`, ...lines].map((line) => `${time} ${line}\n`).join('');
}

/** Last segment of a revision's name; of a deployment, `delete`. */
export function runFolder(revision: string | undefined): string {
  return revision === undefined ? 'delete' : baseName(revision);
}

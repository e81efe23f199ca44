import type { Deployment, TerraformError } from '../../config-api/deployment.ts';
import { baseName } from '../../config-api/names.ts';
import type { Preview } from '../../config-api/preview.ts';
import type { Revision } from '../../config-api/revision.ts';
import { insertObject } from '../storage/insert.ts';
import type { World } from '../world.ts';

/** The made-up number of a project. */
export function projectNumber({ random }: Pick<World, 'random'>, project: string): string {
  return random.digits(`project ${project}`, 12);
}

/** Where a run's files go. */
export interface ArtifactPlace {
  readonly bucket: string;
  /** Ends with a slash, or is empty. */
  readonly folder: string;
}

/** Where the files of a deployment's revision go, or with `delete` those of its destroy run. */
export function artifactPlace(world: World, deployment: Deployment, run: string): ArtifactPlace {
  return placeIn(world, deployment, `${baseName(deployment.name ?? '')}/${run}`);
}

/** Where the files of a preview go: below those of the deployment it plans for, or apart. */
export function previewPlace(world: World, preview: Preview): ArtifactPlace {
  const { name = '', deployment } = preview;
  const base = deployment === undefined ? 'new-previews' : `${baseName(deployment)}/previews`;
  return placeIn(world, preview, `${base}/${baseName(name)}`);
}

/** A folder in the artifacts bucket of a deployment or preview. */
function placeIn(
  world: World,
  { name = '', artifactsGcsBucket = '' }: Pick<Deployment, 'name' | 'artifactsGcsBucket'>,
  path: string,
): ArtifactPlace {
  const [, project = '', , location = ''] = name.split('/');
  const own = /^gs:\/\/([^/]+)\/?(.*?)\/*$/.exec(artifactsGcsBucket);
  const bucket = own?.[1] ?? `${projectNumber(world, project)}-${location}-blueprint-config`;
  const folder = own?.[2] === undefined || own[2] === '' ? '' : `${own[2]}/`;
  return { bucket, folder: `${folder}${path}/` };
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

/** Paths of a preview's run. */
export function previewPaths({ bucket, folder }: ArtifactPlace): ArtifactPaths {
  const base = `gs://${bucket}/${folder}`;
  return {
    content: `${base}content`,
    artifacts: `${base}artifacts`,
    logs: `${base}logs`,
    errors: `${base}errors/tf-error.ndjson`,
  };
}

/** Makes the bucket of a place unless it is there, in project and location of what it is for. */
export function ensureBucket(
  world: World,
  { bucket }: Pick<ArtifactPlace, 'bucket'>,
  owner: string,
  nowMs: number,
): void {
  if (world.objects.bucket(bucket) !== undefined) return;
  const [, project = '', , location = ''] = owner.split('/');
  world.objects.putBucket({
    name: bucket,
    project,
    createdMs: nowMs,
    updatedMs: nowMs,
    metageneration: 1,
    settings: { location: location.toUpperCase() },
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

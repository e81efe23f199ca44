import type { Deployment } from '../../config-api/deployment.ts';
import type { FactsLookup, PriorState } from '../../terraform/plan/read-state.ts';
import { readState } from '../../terraform/plan/read-state.ts';
import { writeState } from '../../terraform/plan/write-state.ts';
import { insertObject } from '../storage/insert.ts';
import type { World } from '../world.ts';
import { type ArtifactPlace, artifactPlace, ensureBucket, runFolder } from './artifacts.ts';

/** An object's place. */
export interface ObjectPath {
  readonly bucket: string;
  readonly name: string;
}

/** Where a deployment's state is: what the next run goes by (13.1). */
export function livePath(world: World, deployment: Deployment): ObjectPath {
  return inFolder(artifactPlace(world, deployment, 'state'), 'default.tfstate');
}

/** Where the state is put that becomes the live one when the lock is given back (13.4). */
export function draftPath(world: World, deployment: Deployment, lockId: string): ObjectPath {
  return inFolder(artifactPlace(world, deployment, 'state'), `draft-${lockId}.tfstate`);
}

/** Where the state is kept that a revision left. */
export function revisionPath(world: World, deployment: Deployment, revision: string): ObjectPath {
  return inFolder(artifactPlace(world, deployment, runFolder(revision)), 'default.tfstate');
}

function inFolder({ bucket, folder }: ArtifactPlace, file: string): ObjectPath {
  return { bucket, name: `${folder}${file}` };
}

/** Text of a state file; undefined when there is none. */
export function stateText({ objects }: World, { bucket, name }: ObjectPath): string | undefined {
  const content = objects.bucket(bucket) === undefined ? undefined : objects.object(bucket, name)?.content;
  return content === undefined ? undefined : new TextDecoder().decode(content);
}

/** A state as it was read, or what is wrong with its file. */
export type FoundState =
  | { readonly kind: 'state'; readonly state: PriorState }
  | { readonly kind: 'fault'; readonly message: string };

/** Reads the text of a state file. */
export function parseState(world: World, text: string): FoundState {
  const factsOf: FactsLookup = (provider, mode, type) => world.facts?.provider(provider)?.type(mode, type);
  const { value, diagnostics } = readState(text, 'default.tfstate', factsOf);
  if (value === undefined) return { kind: 'fault', message: diagnostics.map(({ message }) => message).join('; ') };
  return { kind: 'state', state: value };
}

/** The state of a deployment as its last run or an import left it; an empty one when there is none. */
export function currentState(world: World, deployment: Deployment): FoundState {
  const text = stateText(world, livePath(world, deployment));
  if (text !== undefined) return parseState(world, text);
  const lineage = world.random.uuid(`lineage ${deployment.name ?? ''} ${deployment.createTime ?? ''}`);
  return { kind: 'state', state: emptyState(deployment.tfVersion ?? '', lineage) };
}

/** The state before the first run. */
export function emptyState(terraformVersion: string, lineage: string): PriorState {
  return { terraformVersion, serial: 0, lineage, instances: new Map(), outputs: new Map() };
}

/** What a run leaves; serial and lineage go on from the state before. */
export interface StateToSave extends Pick<PriorState, 'terraformVersion' | 'instances' | 'outputs'> {
  /** Full name of the revision that left it; absent when a destroy run did. */
  readonly revision?: string | undefined;
}

/** Writes a deployment's state, with a serial one higher where it is another, and beside it as that of its revision. */
export function saveState(world: World, deployment: Deployment, left: StateToSave, nowMs: number): void {
  const path = livePath(world, deployment);
  const before = currentState(world, deployment);
  if (before.kind === 'fault') return;
  const { revision, ...state } = left;
  const same = writeState({ ...before.state, ...state });
  const text =
    same === stateText(world, path) ? same : writeState({ ...before.state, ...state, serial: before.state.serial + 1 });
  putState(world, deployment, path, text, nowMs);
  if (revision !== undefined) putState(world, deployment, revisionPath(world, deployment, revision), text, nowMs);
}

/** Writes a state file. */
export function putState(world: World, deployment: Deployment, path: ObjectPath, text: string, nowMs: number): void {
  ensureBucket(world, path, deployment.name ?? '', nowMs);
  const content = new TextEncoder().encode(text);
  insertObject(world.objects, { ...path, content, settings: { contentType: 'application/json' } }, nowMs);
}

/** Removes the states of a deployment: the live one and drafts. */
export function forgetStates(world: World, deployment: Deployment): void {
  const { bucket, folder } = artifactPlace(world, deployment, 'state');
  for (const { name } of world.objects.objects(bucket, folder)) world.objects.deleteObject(bucket, name);
}

/** Removes the state of a revision. */
export function forgetRevisionState(world: World, deployment: Deployment, revision: string): void {
  const { bucket, name } = revisionPath(world, deployment, revision);
  world.objects.deleteObject(bucket, name);
}

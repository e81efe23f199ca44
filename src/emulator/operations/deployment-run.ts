import type { Deployment } from '../../config-api/deployment.ts';
import type { DeploymentStep } from '../../config-api/enums.ts';
import type { DeploymentOperationMetadata } from '../../config-api/operation.ts';
import type { Revision } from '../../config-api/revision.ts';
import type { PriorState } from '../../terraform/plan/read-state.ts';
import {
  type ArtifactPaths,
  type ArtifactPlace,
  artifactPaths,
  artifactPlace,
  ensureBucket,
  runFolder,
} from '../run/artifacts.ts';
import { refresh } from '../run/drift.ts';
import { currentState } from '../run/state-files.ts';
import type { World } from '../world.ts';
import type { RunFailure, Step } from './operation-record.ts';
import type { Moment, RunMetadata } from './runner.ts';

/** The deployment a run changes. It exists as long as the run does: nothing else may delete it meanwhile. */
export function deploymentOf({ world, run }: Moment): Deployment & { readonly name: string } {
  return { ...world.tables.deployments.get(run.target), name: run.target };
}

/** The revision a run makes; an empty one for runs that make none. */
export function revisionOf({ world, run }: Moment): Revision {
  return run.revision === undefined ? {} : (world.tables.revisions.get(run.revision) ?? {});
}

/** UUID of a run's build. */
export function buildOf({ world, operation }: Moment): string {
  return world.random.uuid(`build ${operation.name}`);
}

/** Where a run's files go. */
export function placeOf(moment: Moment): ArtifactPlace {
  return artifactPlace(moment.world, deploymentOf(moment), runFolder(moment.run.revision));
}

/** `gs://` paths of a run's files. */
export function pathsOf(moment: Moment): ArtifactPaths {
  return artifactPaths(placeOf(moment));
}

/** Makes the run's bucket unless it is there. */
export function prepareBucket(moment: Moment): void {
  ensureBucket(moment.world, placeOf(moment), moment.run.target, moment.nowMs);
}

/** What the metadata of an operation on a deployment say at a step; once the deployment is gone, what they said before. */
export function deploymentMetadata(moment: Moment, step: Step): RunMetadata {
  const before = moment.operation.metadata?.deploymentMetadata;
  const isThere = moment.world.tables.deployments.get(moment.run.target) !== undefined;
  // The steps of these runs are a deployment's (timeline.ts).
  const now = { step: step as DeploymentStep };
  return { deploymentMetadata: { ...before, ...(isThere ? runDetails(moment) : {}), ...now } };
}

function runDetails(moment: Moment): DeploymentOperationMetadata {
  const { applyResults } = revisionOf(moment);
  return {
    build: buildOf(moment),
    logs: pathsOf(moment).logs,
    ...(applyResults === undefined ? {} : { applyResults, applyResultsAvailable: true }),
  };
}

/** What the state says of a deployment's resources, and what there really is. */
export interface Cloud {
  readonly state: PriorState;
  readonly refreshed: PriorState;
}

/**
 * Reads a deployment's state and refreshes it.
 * @throws Error when the state cannot be read; runs look at that first, by `stateFailure`.
 */
export function cloudOf(world: World, deployment: Deployment): Cloud {
  const found = currentState(world, deployment);
  if (found.kind === 'fault') throw new Error(`the state of ${deployment.name} cannot be read: ${found.message}`);
  const { edits = [] } = world.tables.drifts.get(deployment.name ?? '') ?? {};
  return { state: found.state, refreshed: refresh(found.state, edits) };
}

/** Why a run cannot begin on a deployment's state; undefined when it can. */
export function stateFailure(world: World, deployment: Deployment): RunFailure | undefined {
  const found = currentState(world, deployment);
  if (found.kind === 'state') return undefined;
  return { phase: 'tf-init', errors: [{ errorDescription: `Error: the state cannot be read: ${found.message}` }] };
}

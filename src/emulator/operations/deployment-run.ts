import type { Deployment } from '../../config-api/deployment.ts';
import type { DeploymentStep } from '../../config-api/enums.ts';
import { formatName, parseName } from '../../config-api/names.ts';
import type { DeploymentOperationMetadata } from '../../config-api/operation.ts';
import type { Revision } from '../../config-api/revision.ts';
import {
  type ArtifactPaths,
  type ArtifactPlace,
  artifactPaths,
  artifactPlace,
  ensureBucket,
  runFolder,
} from '../run/artifacts.ts';
import type { PlannedResource } from '../run/plan.ts';
import { assetsOf } from '../run/resource-facts.ts';
import type { StateRecord } from '../run/state-record.ts';
import type { World } from '../world.ts';
import type { Step } from './operation-record.ts';
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

/** The state that the last run of a deployment left; undefined when none did. */
export function currentState(world: World, deployment: string): StateRecord | undefined {
  const newestFirst = world.tables.revisions.children(deployment).toReversed();
  for (const { name = '' } of newestFirst) {
    const state = world.tables.states.get(name);
    if (state !== undefined) return state;
  }
  return undefined;
}

/** Writes the resources of a revision, each with the state given for its address. */
export function writeResources(
  moment: Moment,
  revision: string,
  resources: readonly PlannedResource[],
  stateOf: (address: string) => 'PLANNED' | 'IN_PROGRESS' | 'RECONCILED' | 'FAILED',
): void {
  const parts = parseName('revision', revision);
  if (parts === undefined) return;
  const { project } = parts;
  for (const { intent, state } of resources) {
    const assets = assetsOf(state, project);
    const name = formatName('resource', { ...parts, resource: state.resourceId });
    moment.world.tables.resources.put(name, {
      name,
      terraformInfo: { address: state.address, type: state.type, id: state.id },
      ...(assets === undefined ? {} : { caiAssets: assets }),
      intent,
      state: stateOf(state.address),
    });
  }
}

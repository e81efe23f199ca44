import type { DeploymentSpec, DeploymentUnit } from '../../config-api/deployment-group.ts';
import type { Bundle } from '../../render/bundle.ts';
import type { DeploymentsApi } from '../api/deployments-api.ts';
import { stageModule } from '../stage-module.ts';
import type { StagingStore } from '../staging-store.ts';
import { planSubmission } from '../submission-plan.ts';

/** What making specs needs of the world. */
export interface SpecContext {
  readonly api: Pick<DeploymentsApi, 'getDeployment' | 'getRevision'>;
  readonly storage: StagingStore;
  readonly deploymentNames: ReadonlyMap<string, string>;
}

/**
 * Specs of the units whose deployments are not there yet, by unit id, with their modules uploaded. Units of deployments that are there have
 * none: the service refuses specs of those. Throws `ServiceError`.
 */
export async function unitSpecs(
  units: readonly DeploymentUnit[],
  bundles: readonly Bundle[],
  { api, storage, deploymentNames }: SpecContext,
): Promise<Readonly<Record<string, DeploymentSpec>>> {
  const specs: Record<string, DeploymentSpec> = {};
  for (const { id = '' } of units) {
    const bundle = bundles.find(({ submission }) => submission.deploymentId === id);
    if (bundle === undefined) continue;
    const plan = await planSubmission(bundle, api, deploymentNames);
    if (plan.action !== 'create') continue;
    const { source } = await stageModule(bundle, storage);
    const { name: _, terraformBlueprint, ...fields } = plan.deployment;
    const deployment = { ...fields, terraformBlueprint: { ...terraformBlueprint, gcsSource: source } };
    specs[id] = { deploymentId: id, deployment };
  }
  return specs;
}

import { UsageError } from '../../errors.ts';
import type { Bundle } from '../../render/bundle.ts';
import { provisionGroup } from '../../submit/groups/provision-group.ts';
import { unitSpecs } from '../../submit/groups/unit-specs.ts';
import { findDeployment } from '../../submit/submission-plan.ts';
import type { ExitCode, Io, ParsedArguments } from '../command.ts';
import type { Target } from '../deployments/target.ts';
import { groupContext } from './group-context.ts';
import { showOutcome, unitProgress } from './show-group.ts';

/** What units are made from. */
export interface UnitSources {
  readonly bundles: readonly Bundle[];
  /** Deployment name by environment, for values that come from another deployment. */
  readonly deploymentNames: ReadonlyMap<string, string>;
}

/**
 * Provisions a group with the bundles of the deployments that are not there yet, shows how its units get on and how it ended, and answers
 * with the exit code.
 * @throws UsageError when a unit has neither a deployment nor a bundle
 */
export async function bringUp(
  name: string,
  { bundles, deploymentNames }: UnitSources,
  target: Target,
  options: ParsedArguments,
  io: Io,
): Promise<ExitCode> {
  const { api, storage } = target;
  const [place = ''] = name.split('/deploymentGroups/');
  const group = await api.getDeploymentGroup(name);
  const units = group.deploymentUnits ?? [];
  const ours = bundles.filter(
    ({ submission: { project, location } }) => place === `projects/${project}/locations/${location}`,
  );
  const specs = await unitSpecs(units, ours, { api, storage, deploymentNames });
  for (const { id = '' } of units) {
    if (specs[id] === undefined && (await findDeployment(api, `${place}/deployments/${id}`)) === undefined)
      throw new UsageError(
        `unit ${id} has no deployment yet, and none of the environments is it; name its environment too`,
      );
  }
  const outcome = await provisionGroup(name, specs, groupContext(target, io), unitProgress(group, io));
  return showOutcome(name, outcome, options, io);
}

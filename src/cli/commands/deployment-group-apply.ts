import { baseName } from '../../config-api/names.ts';
import { UsageError } from '../../errors.ts';
import { applyGroup } from '../../submit/groups/apply-group.ts';
import { type GroupMember, groupUnits, outsideDependencies } from '../../submit/groups/group-units.ts';
import { findDeployment } from '../../submit/submission-plan.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { type AddressedDeployment, addressDeployments, addressOptions } from '../deployments/address-deployments.ts';
import { placeOfDeployment, placeOptions } from '../deployments/places.ts';
import { formatOption, writeRecords } from '../deployments/records.ts';
import { openTarget, type Target, targetOptions } from '../deployments/target.ts';
import { addressGroup } from '../groups/address-group.ts';
import { groupContext } from '../groups/group-context.ts';

/** `imprint deployment-group apply`: the environments' dependencies become a group of the service. */
export const deploymentGroupApply: Command = {
  name: 'deployment-group apply',
  summary: 'Make a deployment group of environments in the order of their dependencies; provisions nothing yet',
  arguments: 'GROUP [ENV…]',
  options: [...placeOptions, ...addressOptions, ...targetOptions, formatOption],
  examples: [
    { command: 'imprint deployment-group apply platform', what: 'of all environments of the workspace' },
    { command: 'imprint deployment-group apply platform net/prod shop/prod', what: 'of two of them' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const name = await addressGroup(deploymentGroupApply, options, io);
  const { deployments, exitCode } = await addressDeployments(
    { ...options, positionals: options.positionals.slice(1) },
    io,
  );
  if (exitCode !== 0) return exitCode;
  checkPlaces(name, deployments);
  const target = await openTarget(options, io);
  const members = await Promise.all(deployments.map((deployment) => memberOf(deployment, target)));
  const outside = outsideDependencies(members);
  if (outside.length > 0) io.stderr.write(`not in the group, so it does not wait for: ${outside.join(', ')}\n`);
  const units = groupUnits(members);
  const action = await applyGroup(name, units, groupContext(target, io));
  io.stderr.write(`${baseName(name)} ${action}\n`);
  const records = units.map(({ id = '', deployment = '', dependencies = [] }) => ({
    unit: id,
    after: dependencies.join(' '),
    deployment,
  }));
  writeRecords(records, ['unit', 'after', 'deployment'], options, io);
  return 0;
}

/** The service wants all units of a group in the group's own project and location. */
function checkPlaces(name: string, deployments: readonly AddressedDeployment[]): void {
  const [place = ''] = name.split('/deploymentGroups/');
  const stray = deployments.filter((deployment) => placeOfDeployment(deployment) !== place);
  if (stray.length > 0)
    throw new UsageError(
      `all units of a group are in its project and location, ${place}; ${stray.map(({ environment }) => environment).join(', ')} are elsewhere`,
    );
}

async function memberOf(deployment: AddressedDeployment, { api }: Target): Promise<GroupMember> {
  const { environment, deploymentId, dependsOn, name } = deployment;
  const isThere = (await findDeployment(api, name)) !== undefined;
  return { environment, deploymentId, dependsOn, ...(isThere && { deployment: name }) };
}

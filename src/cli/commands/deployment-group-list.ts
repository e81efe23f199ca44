import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { placeOptions, selectedPlaces } from '../deployments/places.ts';
import { formatOption, writeRecords } from '../deployments/records.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { groupColumns, groupRecord } from '../groups/show-group.ts';

/** `imprint deployment-group list`: the groups of projects and locations. */
export const deploymentGroupList: Command = {
  name: 'deployment-group list',
  summary: 'List the deployment groups of projects and locations',
  arguments: '',
  options: [...placeOptions, ...addressOptions, ...targetOptions, formatOption],
  examples: [{ command: 'imprint deployment-group list', what: 'everywhere the workspace deploys' }],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const { places, exitCode } = await selectedPlaces(deploymentGroupList, options, io);
  const { api } = await openTarget(options, io);
  const found = (await Promise.all(places.map((place) => api.listDeploymentGroups(place)))).flat();
  writeRecords(found.map(groupRecord), groupColumns, options, io);
  return exitCode;
}

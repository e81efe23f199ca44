import { baseName } from '../../config-api/names.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { placeOptions } from '../deployments/places.ts';
import { formatOption, writeRecords } from '../deployments/records.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { addressGroup, checkSingle } from '../groups/address-group.ts';
import { groupRecord } from '../groups/show-group.ts';

/** `imprint deployment-group describe`: a group with its units. */
export const deploymentGroupDescribe: Command = {
  name: 'deployment-group describe',
  summary: 'Show the state of a deployment group and its units',
  arguments: 'GROUP',
  options: [...placeOptions, ...addressOptions, ...targetOptions, formatOption],
  examples: [{ command: 'imprint deployment-group describe platform', what: 'its state, and what waits for what' }],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  checkSingle(deploymentGroupDescribe, options);
  const name = await addressGroup(deploymentGroupDescribe, options, io);
  const { api } = await openTarget(options, io);
  const group = await api.getDeploymentGroup(name);
  if (options.text('format') === 'json') {
    io.stdout.write(`${JSON.stringify(group, undefined, 2)}\n`);
    return 0;
  }
  const { group: id, state, provisioning, detail } = groupRecord(group);
  io.stdout.write(`${[id, state, provisioning, detail].filter((part) => part !== '').join('  ')}\n\n`);
  const units = (group.deploymentUnits ?? []).map(({ id: unit = '', deployment, dependencies = [] }) => ({
    unit,
    after: dependencies.join(' '),
    deployment: deployment === undefined ? '(not yet)' : baseName(deployment),
  }));
  writeRecords(units, ['unit', 'after', 'deployment'], options, io);
  return 0;
}

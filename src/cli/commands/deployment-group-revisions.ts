import { baseName } from '../../config-api/names.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { placeOptions } from '../deployments/places.ts';
import { formatOption, writeRecords } from '../deployments/records.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { addressGroup, checkSingle } from '../groups/address-group.ts';

/** `imprint deployment-group revisions`: how a group was. */
export const deploymentGroupRevisions: Command = {
  name: 'deployment-group revisions',
  summary: 'List the revisions of a deployment group, newest first',
  arguments: 'GROUP',
  options: [...placeOptions, ...addressOptions, ...targetOptions, formatOption],
  examples: [{ command: 'imprint deployment-group revisions platform', what: 'which units it had, and when' }],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  checkSingle(deploymentGroupRevisions, options);
  const name = await addressGroup(deploymentGroupRevisions, options, io);
  const { api } = await openTarget(options, io);
  const found = [...(await api.listDeploymentGroupRevisions(name))];
  found.sort((a, b) => ((a.createTime ?? '') > (b.createTime ?? '') ? -1 : 1));
  const records = found.map(({ name: revision = '', createTime, alternativeIds = [], snapshot }) => ({
    revision: baseName(revision),
    aliases: alternativeIds.join(' '),
    created: createTime ?? '',
    state: snapshot?.provisioningState ?? '',
    units: (snapshot?.deploymentUnits ?? []).map(({ id }) => id ?? '').join(' '),
    name: revision,
  }));
  writeRecords(records, ['revision', 'aliases', 'created', 'state', 'units'], options, io);
  return 0;
}

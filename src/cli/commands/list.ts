import type { Deployment } from '../../config-api/deployment.ts';
import { baseName } from '../../config-api/names.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { placeOptions, selectedPlaces } from '../deployments/places.ts';
import { formatOption, writeRecords } from '../deployments/records.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { usage } from '../framework/parse-arguments.ts';

/** `imprint list`: what is deployed, ours or not. */
export const list: Command = {
  name: 'list',
  summary: 'List the deployments of projects and locations, with the environments they belong to',
  arguments: '',
  options: [...placeOptions, ...addressOptions, ...targetOptions, formatOption],
  examples: [
    { command: 'imprint list', what: 'all deployments beside the environments of this workspace' },
    { command: 'imprint list --project acme-prod --location europe-west1', what: 'one place; needs no workspace' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  if (options.positionals.length > 0)
    throw usage(list, `'list' takes no arguments; 'imprint status ${options.positionals[0]}' shows one environment`);
  const { places, deployments, exitCode } = await selectedPlaces(list, options, io);
  const { api } = await openTarget(options, io);
  const environments = new Map(deployments.map(({ name, environment }) => [name, environment]));
  const found = (await Promise.all(places.map((parent) => api.listDeployments(parent)))).flat();
  const records = found.map((deployment) => recordOf(deployment, environments.get(deployment.name ?? '') ?? ''));
  writeRecords(
    records,
    ['deployment', 'environment', 'project', 'location', 'state', 'revision', 'terraform', 'updated'],
    options,
    io,
  );
  return exitCode;
}

function recordOf({ name = '', state, latestRevision, tfVersion, updateTime }: Deployment, environment: string) {
  const [, project = '', , location = ''] = name.split('/');
  return {
    deployment: baseName(name),
    environment,
    project,
    location,
    state: state ?? '',
    revision: baseName(latestRevision ?? ''),
    terraform: tfVersion ?? '',
    updated: updateTime ?? '',
    name,
  };
}

import type { Deployment } from '../../config-api/deployment.ts';
import { baseName, formatName } from '../../config-api/names.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { type AddressedDeployment, addressDeployments, addressOptions } from '../deployments/address-deployments.ts';
import { formatOption, writeRecords } from '../deployments/records.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { usage } from '../framework/parse-arguments.ts';

/** `imprint list`: what is deployed, ours or not. */
export const list: Command = {
  name: 'list',
  summary: 'List the deployments of projects and locations, with the environments they belong to',
  arguments: '',
  options: [
    { name: 'project', value: 'ID', summary: 'project to look in', default: 'the projects of all environments' },
    {
      name: 'location',
      value: 'REGION',
      summary: 'location to look in, with --project',
      default: 'the locations of all environments',
    },
    ...addressOptions,
    ...targetOptions,
    formatOption,
  ],
  examples: [
    { command: 'imprint list', what: 'all deployments beside the environments of this workspace' },
    { command: 'imprint list --project acme-prod --location europe-west1', what: 'one place; needs no workspace' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  if (options.positionals.length > 0)
    throw usage(list, `'list' takes no arguments; 'imprint status ${options.positionals[0]}' shows one environment`);
  const place = placeOf(options);
  const { deployments, exitCode } =
    place === undefined ? await addressDeployments(options, io) : { deployments: [], exitCode: 0 as const };
  const places = place === undefined ? [...new Set(deployments.map(placeOfDeployment))].sort() : [place];
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

/** The place that `--project` and `--location` name together; undefined when neither is given. */
function placeOf(options: ParsedArguments): string | undefined {
  const project = options.text('project');
  const location = options.text('location');
  if (project === undefined && location === undefined) return undefined;
  if (project === undefined || location === undefined) throw usage(list, '--project and --location go together');
  return formatName('location', { project, location });
}

function placeOfDeployment({ project, location }: AddressedDeployment): string {
  return formatName('location', { project, location });
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

import { baseName } from '../../config-api/names.ts';
import type { Operation } from '../../config-api/operation.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { placeOptions, selectedPlaces } from '../deployments/places.ts';
import { formatOption, writeRecords } from '../deployments/records.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';

/** `imprint operations list`: what the service is doing. */
export const operationsList: Command = {
  name: 'operations list',
  summary: 'List what Infrastructure Manager is doing, or did, in projects and locations',
  arguments: '',
  options: [
    { name: 'running', summary: 'those that are not done' },
    ...placeOptions,
    ...addressOptions,
    ...targetOptions,
    formatOption,
  ],
  examples: [{ command: 'imprint operations list --running', what: 'what runs now, everywhere the workspace deploys' }],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const { places, exitCode } = await selectedPlaces(operationsList, options, io);
  const { api } = await openTarget(options, io);
  const found = (await Promise.all(places.map((place) => api.listOperations(place)))).flat();
  const shown = options.isSet('running') === true ? found.filter(({ done }) => done !== true) : found;
  writeRecords(shown.map(recordOf), ['operation', 'verb', 'target', 'step', 'state', 'started', 'error'], options, io);
  return exitCode;
}

function recordOf({ name = '', metadata, done, error }: Operation) {
  const { deploymentMetadata, previewMetadata, provisionDeploymentGroupMetadata } = metadata ?? {};
  const [, , , , kind = '', ...rest] = (metadata?.target ?? '').split('/');
  return {
    operation: baseName(name),
    verb: metadata?.verb ?? '',
    target: [kind, ...rest].filter((part) => part !== '').join('/'),
    step: deploymentMetadata?.step ?? previewMetadata?.step ?? provisionDeploymentGroupMetadata?.step ?? '',
    state: done !== true ? 'running' : error === undefined ? 'done' : 'failed',
    started: metadata?.createTime ?? '',
    error: error?.message ?? '',
    name,
  };
}

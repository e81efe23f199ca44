import { baseName } from '../../config-api/names.ts';
import { realClock } from '../../config-api/real-clock.ts';
import type { DeploymentsApi } from '../../submit/api/deployments-api.ts';
import { findDeployment } from '../../submit/submission-plan.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { type AddressedDeployment, addressDeployments } from '../deployments/address-deployments.ts';
import { deploymentReport } from '../deployments/deployment-report.ts';
import { openTarget } from '../deployments/target.ts';
import { watchRecords } from '../deployments/watch-records.ts';
import { usage } from '../framework/parse-arguments.ts';

const columns = ['environment', 'state', 'revision', 'lock', 'terraform', 'updated', 'detail'] as const;

const moving: readonly string[] = ['CREATING', 'UPDATING', 'DELETING'];

const report = deploymentReport<StatusRecord>({
  name: 'status',
  summary: 'Show the state of deployments, once or until nothing moves any more',
  examples: [
    { command: 'imprint status dev --target emulator', what: 'the state of one environment on a local emulator' },
    { command: 'imprint status --watch', what: 'all of them, a line for every change, until none is being changed' },
  ],
  columns,
  isFault,
  records: async (deployment, api) => [await recordOf(deployment, api)],
});

/** `imprint status`: how the deployments of environments are. */
export const status: Command = {
  ...report,
  options: [
    ...report.options,
    { name: 'watch', summary: 'go on until no deployment is being created, updated or deleted' },
    { name: 'interval', value: 'SECONDS', summary: 'pause between two looks of --watch', default: '5' },
  ],
  run: (options, io) => (options.isSet('watch') === true ? watch(options, io) : report.run(options, io)),
};

type StatusRecord = Awaited<ReturnType<typeof recordOf>>;

async function watch(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const intervalMs = readInterval(options);
  const { deployments, exitCode } = await addressDeployments(options, io);
  if (deployments.length === 0) return exitCode;
  const { api } = await openTarget(options, io);
  const last = await watchRecords<StatusRecord>(
    {
      look: () => Promise.all(deployments.map((deployment) => recordOf(deployment, api))),
      isMoving: ({ state }) => moving.includes(state),
      columns,
      isJson: options.text('format') === 'json',
      intervalMs,
      clock: realClock,
    },
    io,
  );
  return last.some(isFault) ? 1 : exitCode;
}

async function recordOf({ environment, name }: AddressedDeployment, api: Pick<DeploymentsApi, 'getDeployment'>) {
  const deployment = await findDeployment(api, name);
  return {
    environment,
    deployment: name,
    state: deployment?.state ?? 'NOT_DEPLOYED',
    revision: baseName(deployment?.latestRevision ?? ''),
    lock: deployment?.lockState ?? '',
    terraform: deployment?.tfVersion ?? '',
    updated: deployment?.updateTime ?? '',
    detail: deployment?.stateDetail ?? '',
  };
}

function isFault({ state }: { readonly state: string }): boolean {
  return state === 'FAILED';
}

function readInterval(options: ParsedArguments): number {
  const text = options.text('interval') ?? '5';
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds >= 0.1 && seconds <= 3_600) return seconds * 1_000;
  throw usage(report, `--interval is a number of seconds from 0.1 to 3600, not '${text}'`);
}

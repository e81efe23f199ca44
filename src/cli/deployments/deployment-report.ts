import type { ConfigApi } from '../../submit/config-api.ts';
import type { Command, ExitCode } from '../command.ts';
import { type AddressedDeployment, addressDeployments, addressOptions } from './address-deployments.ts';
import { formatOption, writeRecords } from './records.ts';
import { openTarget, targetOptions } from './target.ts';

/** A command that asks the service about deployments and shows records. */
export interface DeploymentReport<T extends object> extends Pick<Command, 'name' | 'summary' | 'examples'> {
  /** Fields shown as a table; the JSON form has all. */
  readonly columns: readonly (keyof T & string)[];
  /** Records about one deployment, in order. */
  readonly records: (deployment: AddressedDeployment, api: ConfigApi) => Promise<readonly T[]>;
  /** Whether a record makes the command exit with 1. */
  readonly isFault?: (record: T) => boolean;
}

/** The command that gathers the records of all selected deployments at once and writes them in the order of the selection. */
export function deploymentReport<T extends object>({
  columns,
  records,
  isFault,
  ...texts
}: DeploymentReport<T>): Command {
  return {
    ...texts,
    arguments: '[ENV…]',
    options: [...addressOptions, ...targetOptions, formatOption],
    async run(options, io): Promise<ExitCode> {
      const { deployments, exitCode } = await addressDeployments(options, io);
      if (deployments.length === 0) return exitCode;
      const { api } = await openTarget(options, io);
      const found = (await Promise.all(deployments.map((deployment) => records(deployment, api)))).flat();
      writeRecords(found, columns, options, io);
      return isFault !== undefined && found.some(isFault) ? 1 : exitCode;
    },
  };
}

import type { LockInfo } from '../../config-api/service-resources.ts';
import { lockDeployment } from '../../submit/state/deployment-lock.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressDeployments, addressOptions } from '../deployments/address-deployments.ts';
import { allOption, requireSelection } from '../deployments/all-option.ts';
import { formatOption, writeRecords } from '../deployments/records.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { stateContext } from '../state/state-context.ts';

/** `imprint lock`: nothing can change a deployment until it is unlocked. */
export const lock: Command = {
  name: 'lock',
  summary: 'Lock deployments, so that nobody changes them; show the locks',
  arguments: 'ENV…',
  options: [...addressOptions, ...targetOptions, allOption, formatOption],
  examples: [{ command: 'imprint lock prod', what: 'nothing is applied to it until `imprint unlock prod`' }],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  requireSelection(lock, options, 'lock');
  const { deployments, exitCode } = await addressDeployments(options, io);
  if (exitCode !== 0 || deployments.length === 0) return exitCode;
  const context = stateContext(await openTarget(options, io), io);
  const records = [];
  // One after the other: when one cannot be locked, what was locked before is shown with the ids that unlock it.
  try {
    for (const { environment, name } of deployments)
      records.push(lockRecord(environment, name, await lockDeployment(name, context)));
  } finally {
    if (records.length > 0) writeRecords(records, ['environment', 'lock', 'who', 'since'], options, io);
  }
  return 0;
}

function lockRecord(environment: string, deployment: string, { lockId, who, createTime, operation, info }: LockInfo) {
  return {
    environment,
    deployment,
    lock: lockId ?? '',
    who: who ?? '',
    since: createTime ?? '',
    operation: operation ?? '',
    info: info ?? '',
  };
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SettingsError } from '../../errors.ts';
import { importState } from '../../submit/state/edit-state.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { yesOption } from '../deployments/fleet-options.ts';
import { oneDeployment } from '../deployments/one-deployment.ts';
import { count } from '../deployments/submit-words.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { stateContext } from '../state/state-context.ts';
import { lockIdOption, readLockId } from '../state/state-options.ts';

/** `imprint state import`: the whole dance of lock, compare, upload, read back and unlock as one command. */
export const stateImport: Command = {
  name: 'state import',
  summary: "Make a file the Terraform state of a deployment, if its serial and lineage follow on the deployment's",
  arguments: 'ENV FILE',
  options: [
    lockIdOption,
    { name: 'force', summary: 'import it although its lineage is another or its serial is not higher' },
    yesOption,
    ...addressOptions,
    ...targetOptions,
  ],
  examples: [
    { command: 'imprint state import prod prod.tfstate', what: 'locks, compares, uploads, reads back, unlocks' },
    {
      command: 'imprint state import prod prod.tfstate --lock-id 1764547200',
      what: 'under the lock that `imprint state export --keep-lock` kept',
    },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const lockId = readLockId(stateImport, options);
  const deployment = await oneDeployment(stateImport, options, io);
  if (deployment === undefined) return 1;
  const bytes = readFile(options.positionals[1] ?? '', io.cwd);
  const target = await openTarget(options, io);
  const question = `Make it the state of ${deployment.name}? The next apply creates and destroys what it disagrees about.`;
  if (options.isSet('yes') !== true && !(await io.confirm(question))) {
    io.stderr.write('nothing was imported; answer with yes, or pass --yes\n');
    return 1;
  }
  const choice = { ...(lockId !== undefined && { lockId }), force: options.isSet('force') === true };
  const { before, after } = await importState(deployment.name, bytes, choice, stateContext(target, io));
  io.stdout.write(
    `${deployment.environment}: serial ${before?.serial ?? 'none'} -> ${after.serial}, ${count(after.resources, 'resource')}; it is unlocked\n` +
      `Run 'imprint preview ${deployment.environment}': a state that is right changes nothing\n`,
  );
  return 0;
}

function readFile(file: string, cwd: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, file));
  } catch (cause) {
    throw new SettingsError(`cannot read ${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { SettingsError } from '../../errors.ts';
import { writeFileAtomically } from '../../files/write-file.ts';
import {
  type ExportedState,
  exportRevisionState,
  exportState,
  type StateContext,
} from '../../submit/state/edit-state.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { oneDeployment } from '../deployments/one-deployment.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { usage } from '../framework/parse-arguments.ts';
import { stateContext } from '../state/state-context.ts';
import { lockIdOption, readLockId } from '../state/state-options.ts';

/** `imprint state export`: a deployment's Terraform state as a file that only its owner reads. */
export const stateExport: Command = {
  name: 'state export',
  summary: 'Write the Terraform state of a deployment to a file, readable by you only',
  arguments: 'ENV',
  options: [
    { name: 'output', short: 'o', value: 'FILE', summary: 'file to write; there must be none yet' },
    { name: 'revision', value: 'ID', summary: 'the state that this revision left, such as r-3; needs no lock' },
    { name: 'draft', summary: 'the state that was imported under --lock-id and is not in effect yet' },
    { name: 'keep-lock', summary: 'keep the deployment locked, for an edit that `imprint state import` ends' },
    lockIdOption,
    ...addressOptions,
    ...targetOptions,
  ],
  examples: [
    { command: 'imprint state export prod -o prod.tfstate', what: 'locks while it reads, and unlocks again' },
    { command: 'imprint state export prod -o prod.tfstate --keep-lock', what: 'to edit it, then import it' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const output = options.text('output');
  if (output === undefined) throw usage(stateExport, 'a state may hold secrets, so it goes to a file: give -o FILE');
  const path = resolve(io.cwd, output);
  if (existsSync(path))
    throw new SettingsError(`${output} is there already; a state is never written over one: name another file`);
  checkOptions(options);
  const deployment = await oneDeployment(stateExport, options, io);
  if (deployment === undefined) return 1;
  const context = stateContext(await openTarget(options, io), io);
  const { bytes, head, lockId } = await readState(deployment.name, options, context);
  try {
    writeFileAtomically(path, bytes, { mode: 0o600 });
  } catch (cause) {
    const kept = lockId === undefined ? '' : `; the deployment is locked (${lockId})`;
    throw new SettingsError(`cannot write ${output}: ${cause instanceof Error ? cause.message : cause}${kept}`, {
      cause,
    });
  }
  io.stdout.write(
    `wrote ${output}: serial ${head.serial}, lineage ${head.lineage}, Terraform ${head.terraformVersion}\n`,
  );
  if (lockId !== undefined) {
    const { environment } = deployment;
    io.stdout.write(
      `${environment} stays locked (${lockId}). After the edit, with its serial raised:\n` +
        `  imprint state import ${environment} ${output} --lock-id ${lockId}\n` +
        `or, to leave it as it is:\n  imprint unlock ${environment} --lock-id ${lockId}\n`,
    );
  }
  return 0;
}

function checkOptions(options: ParsedArguments): void {
  const isDraft = options.isSet('draft') === true;
  if (isDraft && options.text('lock-id') === undefined) throw usage(stateExport, '--draft needs --lock-id');
  const other = ['draft', 'keep-lock'].find((name) => options.isSet(name) === true);
  if (options.text('revision') !== undefined && (other !== undefined || options.text('lock-id') !== undefined))
    throw usage(stateExport, `--revision needs no lock, so it does not go with --${other ?? 'lock-id'}`);
}

function readState(name: string, options: ParsedArguments, context: StateContext): Promise<ExportedState> {
  const revision = options.text('revision');
  if (revision !== undefined) return exportRevisionState(`${name}/revisions/${revision}`, context);
  const lockId = readLockId(stateExport, options);
  const keepLock = options.isSet('keep-lock') === true;
  return exportState(
    name,
    { ...(lockId !== undefined && { lockId }), keepLock, draft: options.isSet('draft') === true },
    context,
  );
}

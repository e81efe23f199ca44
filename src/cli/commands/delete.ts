import { deleteDeployment } from '../../submit/delete.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { type AddressedDeployment, addressDeployments, addressOptions } from '../deployments/address-deployments.ts';
import { deployedDependents } from '../deployments/deployed-dependents.ts';
import { endOfFleet } from '../deployments/end-of-fleet.ts';
import {
  concurrencyOption,
  maxFailuresOption,
  readConcurrency,
  readMaxFailures,
  yesOption,
} from '../deployments/fleet-options.ts';
import { openJournalStore } from '../deployments/journal-place.ts';
import { formatOption } from '../deployments/records.ts';
import { submitContext } from '../deployments/submit-context.ts';
import { submitFleet } from '../deployments/submit-fleet.ts';
import { count } from '../deployments/submit-words.ts';
import { openTarget, type Target, targetOptions } from '../deployments/target.ts';
import { usage } from '../framework/parse-arguments.ts';
import { previewContext } from '../previews/preview-context.ts';
import { previewDeletes } from '../previews/preview-deletes.ts';
import { previewsText } from '../previews/show-previews.ts';

/** `imprint delete`: deployments go, with what they manage. Named `deleteCommand`, since `delete` is a word of the language. */
export const deleteCommand: Command = {
  name: 'delete',
  summary: 'Delete deployments with everything they manage',
  arguments: 'ENV…',
  options: [
    ...addressOptions,
    ...targetOptions,
    { name: 'all', summary: 'every environment of the workspace' },
    { name: 'abandon', summary: 'keep the resources; only Infrastructure Manager forgets them' },
    { name: 'preview', summary: 'show what would be destroyed also with --yes' },
    yesOption,
    concurrencyOption,
    maxFailuresOption,
    formatOption,
  ],
  examples: [
    { command: 'imprint delete dev', what: 'one environment, after a question' },
    { command: 'imprint delete dev --abandon', what: 'its resources stay' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const maxConcurrent = readConcurrency(options);
  if (options.positionals.length === 0 && options.isSet('all') !== true)
    throw usage(deleteCommand, 'name what to delete, or give --all');
  const { deployments, exitCode } = await addressDeployments(options, io);
  if (exitCode !== 0 || deployments.length === 0) return exitCode;
  const maxFailures = readMaxFailures(options, deployments.length);
  const target = await openTarget(options, io);
  if (!(await hasConsent(deployments, target, maxConcurrent, options, io))) {
    io.stderr.write('nothing was deleted; answer with yes, or pass --yes\n');
    return 1;
  }
  const context = submitContext(target, openJournalStore(options, io), io);
  const format = options.text('format') === 'json' ? 'json' : 'text';
  const policy = options.isSet('abandon') === true ? 'ABANDON' : 'DELETE';
  const fleet = { maxConcurrent, maxFailures, reverse: true, format } as const;
  const results = await submitFleet(deployments, fleet, io, (deployment, listen) =>
    deleteDeployment(deployment.environment, deployment, policy, context, listen),
  );
  return endOfFleet(results, io);
}

/** Shows what would go, and what depends on it, before the question; with `--yes` only what depends on it. */
async function hasConsent(
  deployments: readonly AddressedDeployment[],
  target: Target,
  maxConcurrent: number,
  options: ParsedArguments,
  io: Io,
): Promise<boolean> {
  const isYes = options.isSet('yes') === true;
  const isAbandon = options.isSet('abandon') === true;
  const dependents = await deployedDependents(deployments, target, options, io);
  if (dependents.length > 0) io.stderr.write(`still deployed, and dependent on what goes: ${dependents.join(', ')}\n`);
  if (!isAbandon && (!isYes || options.isSet('preview') === true)) {
    const choice = { maxConcurrent, keep: false };
    const previews = await previewDeletes(deployments, previewContext(target, io), choice, options, io);
    io.stderr.write(`${previewsText(previews.records, previews.files)}\n`);
  }
  if (isYes) return true;
  const what = isAbandon
    ? 'Infrastructure Manager forgets them, their resources stay.'
    : 'Everything they manage is destroyed.';
  io.stderr.write(`${deployments.map(({ name }) => `  ${name}\n`).join('')}`);
  return io.confirm(`Delete ${count(deployments.length, 'deployment')} from ${target.label}? ${what}`);
}

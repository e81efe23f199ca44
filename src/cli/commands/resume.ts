import type { SubmitResult } from '../../submit/events.ts';
import { resumeDeployment } from '../../submit/hold-deployment.ts';
import { type JournalStore, readJournal } from '../../submit/journal.ts';
import type { JournalEntry } from '../../submit/journal-record.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { endOfFleet } from '../deployments/end-of-fleet.ts';
import { concurrencyOption, readConcurrency } from '../deployments/fleet-options.ts';
import { openJournalStore } from '../deployments/journal-place.ts';
import { formatOption } from '../deployments/records.ts';
import { selectEntries } from '../deployments/select-entries.ts';
import { submitContext } from '../deployments/submit-context.ts';
import { submitFleet } from '../deployments/submit-fleet.ts';
import { openTarget, targetId, transportOption } from '../deployments/target.ts';
import { workspaceOption } from '../workspace-options.ts';

/** `imprint resume`: what earlier runs left open is found out, waited for and closed. */
export const resume: Command = {
  name: 'resume',
  summary: 'Find out what became of interrupted runs, and wait for what still goes on',
  arguments: '[ENV…]',
  options: [
    {
      name: 'target',
      value: 'TARGET',
      summary: 'only what was begun at this target',
      default: 'all, each at the target where it was begun',
    },
    transportOption,
    concurrencyOption,
    formatOption,
    workspaceOption,
  ],
  examples: [
    { command: 'imprint resume', what: 'everything that `imprint journal` lists; nothing is submitted twice' },
    { command: 'imprint resume dev --format json', what: 'one environment, for a pipeline' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const maxConcurrent = readConcurrency(options);
  const wanted = options.text('target');
  const store = openJournalStore(options, io);
  const { entries, unreadable } = readJournal(store);
  for (const message of unreadable) io.stderr.write(`error: ${message}\n`);
  const selected = selectEntries(entries, options.positionals).filter(
    ({ target }) => wanted === undefined || target === targetId(wanted),
  );
  if (selected.length === 0) io.stderr.write('nothing is open\n');
  const results = new Map<string, SubmitResult>();
  for (const target of new Set(selected.map((entry) => entry.target))) {
    const here = selected.filter((entry) => entry.target === target);
    const found = await resumeAt(target, here, { store, maxConcurrent }, options, io);
    for (const [name, result] of found) results.set(`${target} ${name}`, result);
    if (io.signal.aborted) break;
  }
  const exitCode = endOfFleet(results, io);
  return exitCode === 0 && unreadable.length > 0 ? 2 : exitCode;
}

async function resumeAt(
  target: string,
  entries: readonly JournalEntry[],
  { store, maxConcurrent }: { readonly store: JournalStore; readonly maxConcurrent: number },
  options: ParsedArguments,
  io: Io,
): Promise<ReadonlyMap<string, SubmitResult>> {
  const context = submitContext(await openTarget(withTarget(options, target), io), store, io);
  const items = entries.map(({ environment, deployment }) => {
    const isOnly = entries.filter((entry) => entry.environment === environment).length === 1;
    return { environment: isOnly ? environment : deployment, deployment, dependsOn: [] };
  });
  const format = options.text('format') === 'json' ? 'json' : 'text';
  return submitFleet(items, { maxConcurrent, format }, io, (item, listen) => resumeDeployment(item, context, listen));
}

/** The same arguments with another target. */
function withTarget(options: ParsedArguments, target: string): ParsedArguments {
  return {
    positionals: options.positionals,
    text: (name) => (name === 'target' ? target : options.text(name)),
    texts: (name) => options.texts(name),
    isSet: (name) => options.isSet(name),
  };
}

import { readJournal } from '../../submit/journal.ts';
import type { JournalEntry } from '../../submit/journal-record.ts';
import { sourceOf } from '../../submit/mutation.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { openJournalStore } from '../deployments/journal-place.ts';
import { formatOption, writeRecords } from '../deployments/records.ts';
import { selectEntries } from '../deployments/select-entries.ts';
import { workspaceOption } from '../workspace-options.ts';

/** `imprint journal`: what runs of this machine have begun and do not know the end of. */
export const journal: Command = {
  name: 'journal',
  summary: 'List what earlier runs submitted and never saw the end of',
  arguments: '[ENV…]',
  options: [workspaceOption, formatOption],
  examples: [{ command: 'imprint journal', what: 'what `imprint resume` would look into; asks nobody' }],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const { entries, unreadable } = readJournal(openJournalStore(options, io));
  for (const message of unreadable) io.stderr.write(`error: ${message}\n`);
  const selected = selectEntries(entries, options.positionals);
  if (selected.length === 0 && options.text('format') !== 'json') io.stderr.write('nothing is open\n');
  else writeRecords(selected.map(recordOf), ['environment', 'method', 'phase', 'begun', 'target'], options, io);
  return unreadable.length > 0 ? 2 : 0;
}

function recordOf(entry: JournalEntry) {
  const { environment, deployment, mutation, operation, target, time, contentHash } = entry;
  return {
    environment,
    deployment,
    method: mutation.method,
    phase: operation === undefined ? 'no answer recorded' : 'submitted',
    begun: time,
    target,
    operation: operation ?? '',
    requestId: mutation.request.requestId,
    source: sourceOf(mutation) ?? '',
    contentHash: contentHash ?? '',
  };
}

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { findWorkspaceRoot } from '../../load/find-workspace.ts';
import type { JournalStore } from '../../submit/journal.ts';
import { journalFiles } from '../../submit/journal-files.ts';
import type { Io, ParsedArguments } from '../command.ts';

/**
 * Where the journal is: `.imprint/journal/` in the workspace; outside of one, where deployments are named in full, in the user's
 * folder for state (`XDG_STATE_HOME`, else `~/.local/state`).
 */
export function openJournalStore(options: ParsedArguments, io: Pick<Io, 'cwd' | 'env'>): JournalStore {
  const root = findWorkspaceRoot(resolve(io.cwd, options.text('workspace') ?? '.'));
  return journalFiles(root === undefined ? stateFolder(io.env) : join(root, '.imprint', 'journal'));
}

function stateFolder(env: Io['env']): string {
  return join(env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local', 'state'), 'imprint', 'journal');
}

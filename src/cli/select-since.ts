import type { Io } from './command.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** What `--since` selects. */
export interface SinceSelection {
  /** Full names. */
  readonly environments: readonly string[];
  /** Relative to the workspace's root. */
  readonly changed: readonly string[];
}

/** Of the selected environments, those that changes since a git commit can affect; says why on stderr. */
export async function selectSince(reference: string, open: OpenWorkspace, io: Io): Promise<SinceSelection> {
  // What starts other programs takes a while to load, and most runs look at everything.
  const [{ affectedEnvironments }, { changedFiles }] = await Promise.all([
    import('../check/affected-environments.ts'),
    import('./changed-files.ts'),
  ]);
  const changed = changedFiles(reference, open.workspace.root);
  const affected = affectedEnvironments(open.workspace, open.environments, changed);
  const count = `${affected.length} of ${open.environments.length} ${open.environments.length === 1 ? 'environment' : 'environments'}`;
  const changes = `${changed.length} ${changed.length === 1 ? 'file' : 'files'} changed since ${reference}`;
  io.stderr.write(`${changes}: ${count} affected\n`);
  for (const { name, because } of affected) io.stderr.write(`  ${name}: ${because}\n`);
  return { environments: affected.map(({ name }) => name), changed };
}

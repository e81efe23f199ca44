import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { findWorkspaceRoot } from '../load/find-workspace.ts';
import { openRepository } from './changed-files.ts';

/**
 * Does something with a copy of a workspace as it was at a git commit, or rather where that commit's line and ours parted; the copy is
 * gone afterwards. The repository, its index among it, is left alone.
 *
 * @param work is given the root of the copy, absolute; undefined where there was no workspace yet
 * @throws UsageError where the commit is not known, SettingsError where there is no git or no repository
 */
export async function withWorkspaceAt<T>(
  reference: string,
  root: string,
  work: (copy: string | undefined) => Promise<T>,
): Promise<T> {
  const { git, top, base } = openRepository(reference, root);
  const prefix = relative(realpathSync(top), realpathSync(root)).split(sep).join('/');
  const tree = git(['ls-tree', '-d', '--name-only', '--full-tree', base, '--', prefix || '.'], 'git ls-tree failed');
  if (prefix !== '' && tree.trim() === '') return work(undefined);
  const folder = mkdtempSync(join(tmpdir(), 'imprint-since-'));
  const copy = join(folder, 'tree');
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    // At the top, since git leaves out what is not below the folder it runs in.
    git(['-C', top, 'read-tree', `${base}:${prefix}`], 'git read-tree failed', env);
    git(['-C', top, 'checkout-index', '--all', `--prefix=${copy}/`], 'git checkout-index failed', env);
    return await work(findWorkspaceRoot(copy) === copy ? copy : undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

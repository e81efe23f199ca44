import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { replaceTree, type TreeFile } from '../../files/replace-tree.ts';

/**
 * Writes new files, `commit` last. Nothing is overwritten: files that are there with the same text are left alone, so that a start that
 * was interrupted can be repeated; any other is a conflict, and then nothing is written.
 *
 * @returns paths written, in order
 * @throws UsageError that lists the conflicts
 */
export function writeStarter(root: string, files: readonly TreeFile[], commit: TreeFile): string[] {
  const all = [...files, commit];
  const conflicts = all.flatMap((file) => conflictOf(root, file));
  if (conflicts.length > 0) {
    throw new UsageError(
      `nothing was written, since these are there already:\n${conflicts.map((path) => `  ${path}`).join('\n')}\n` +
        'Move them away, or choose another name',
    );
  }
  const missing = files.filter(({ path }) => lstatSync(join(root, path), { throwIfNoEntry: false }) === undefined);
  replaceTree(root, { write: missing, remove: [], commit });
  return [...missing, commit].map(({ path }) => path);
}

/** What is in the way of a file: itself with another text, or a file where a folder must be. */
function conflictOf(root: string, { path, text }: TreeFile): string[] {
  const parts = path.split('/');
  for (let length = 1; length < parts.length; length += 1) {
    const folder = parts.slice(0, length).join('/');
    const found = lstatSync(join(root, folder), { throwIfNoEntry: false });
    if (found === undefined) return [];
    if (!found.isDirectory()) return [folder];
  }
  const found = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  return found.isFile() && readFileSync(join(root, path), 'utf8') === text ? [] : [path];
}

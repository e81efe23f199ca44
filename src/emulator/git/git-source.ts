import type { GitSource } from '../../config-api/deployment.ts';
import type { Source } from '../run/source.ts';
import { isInside, zipLimits } from '../run/unzip.ts';
import { git } from './git-program.ts';
import { locateCommit } from './git-reference.ts';

interface TreeEntry {
  readonly mode: string;
  readonly id: string;
  readonly bytes: number;
  readonly path: string;
}

/**
 * Reads all files of the repository at the commit a source means, by path from the repository's root (18.3); symbolic links
 * and submodules are left out, and refused inside the module's own folder. `directory` is normalized.
 */
export function readGitSource(source: GitSource): Source {
  const located = locateCommit(source);
  if (located.kind === 'fault') return located;
  const tree = git(located.gitDirectory, ['ls-tree', '-r', '-l', '-z', '--full-tree', located.commit]);
  if (tree.kind === 'failure') return fault(`'${source.repo}' cannot be read: ${tree.failure}`);
  const entries = tree.output.toString().split('\0').filter(Boolean).map(parseEntry);
  const wrong = treeFault(entries, source);
  return wrong === undefined ? readFiles(located.gitDirectory, entries.filter(isFile), source) : fault(wrong);
}

/** A line of `ls-tree -l`: `100644 blob <id> <size>\t<path>`. */
function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t');
  const [mode = '', , id = '', size = ''] = line.slice(0, tab).split(/ +/);
  return { mode, id, bytes: size === '-' ? 0 : Number(size), path: line.slice(tab + 1) };
}

function isFile({ mode }: TreeEntry): boolean {
  return mode === '100644' || mode === '100755';
}

function treeFault(entries: readonly TreeEntry[], { repo, directory = '', ref = '' }: GitSource): string | undefined {
  const folder = moduleFolder(directory);
  const own = entries.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`));
  if (!own.some(isFile)) return `'${repo}' has no files in folder '${folder}'${ref === '' ? '' : ` at '${ref}'`}`;
  const special = own.find((entry) => !isFile(entry));
  if (special !== undefined) {
    const kind = special.mode === '120000' ? 'symbolic link' : 'submodule';
    return `'${repo}' has a ${kind} in the module, which the emulator does not follow: '${special.path}'`;
  }
  const files = entries.filter(isFile);
  if (files.length > zipLimits.entries) return `'${repo}' has more than ${zipLimits.entries} files`;
  const bytes = files.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes > zipLimits.totalBytes) return `'${repo}' has more than ${zipLimits.totalBytes} bytes`;
  const outside = files.find(({ path }) => !isInside(path));
  return outside === undefined ? undefined : `'${repo}' has a file that would lie outside of it: '${outside.path}'`;
}

/** Reads the content of files by one call of `cat-file --batch`. */
function readFiles(gitDirectory: string, entries: readonly TreeEntry[], { repo }: GitSource): Source {
  const answer = git(gitDirectory, ['cat-file', '--batch'], entries.map(({ id }) => `${id}\n`).join(''));
  if (answer.kind === 'failure') return fault(`'${repo}' cannot be read: ${answer.failure}`);
  const { output } = answer;
  const files = new Map<string, Uint8Array>();
  let offset = 0;
  for (const { id, bytes, path } of entries) {
    const start = output.indexOf('\n', offset) + 1;
    if (output.subarray(offset, start).toString() !== `${id} blob ${bytes}\n`) {
      return fault(`'${repo}' is damaged at '${path}'`);
    }
    files.set(path, output.subarray(start, start + bytes));
    offset = start + bytes + 1;
  }
  return { kind: 'files', files };
}

/** The module's folder in the repository, without slashes at its ends; `''` for the root. */
export function moduleFolder(directory: string): string {
  return directory
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

function fault(message: string): Source {
  return { kind: 'fault', message };
}

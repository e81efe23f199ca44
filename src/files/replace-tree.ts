import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { SettingsError } from '../errors.ts';

/** A file to be put into a tree. */
export interface TreeFile {
  /** Relative to the tree, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

/** A change of a whole tree. */
export interface TreeChange {
  /** Files to write; those that already are as wanted may be left out. */
  readonly write: readonly TreeFile[];
  /** Paths to remove; folders that become empty go too. Paths that do not exist are passed over. */
  readonly remove: readonly string[];
  /** Written last: the tree is as this file says from then on. */
  readonly commit: TreeFile;
}

/** Folders in which a change is prepared carry this and the number of the process. */
const stagingPrefix = '.imprint-staging-';

/**
 * Changes a tree file by file, each by one rename; the commit file comes last. A process that is killed on the way leaves some files new and
 * the commit file old, and its staging folder behind, which names what it was about to write: see `interruptedCommits`. Nothing is forced
 * to the disk: the commit file is to say enough of the others to tell whether they are whole. File modes follow the umask.
 *
 * @throws SettingsError when a folder of the tree is a symbolic link, or a folder stands where a file is to be
 */
export function replaceTree(root: string, change: TreeChange): void {
  const staging = join(root, `${stagingPrefix}${process.pid}`);
  mkdirSync(root, { recursive: true });
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  const staged = join(staging, 'commit');
  writeStaged(staged, change.commit);
  for (const [index, file] of change.write.entries()) writeStaged(join(staging, String(index)), file);
  const folders = new Set<string>();
  for (const [index, file] of change.write.entries()) {
    prepareFolder(root, dirname(file.path), folders);
    replaceFile(join(staging, String(index)), join(root, file.path));
  }
  for (const path of change.remove) removeFile(root, path);
  renameSync(staged, join(root, change.commit.path));
  removeStaging(root);
}

function writeStaged(path: string, { text, executable }: TreeFile): void {
  writeFileSync(path, text, { flag: 'wx', mode: executable ? 0o755 : 0o644 });
}

/** Commit files of changes that were begun and not finished, as texts: what those may have written is listed there. */
export function interruptedCommits(root: string): string[] {
  return stagingFolders(root).flatMap((name) => {
    const path = join(root, name, 'commit');
    return existsSync(path) ? [readFileSync(path, 'utf8')] : [];
  });
}

function stagingFolders(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root).filter((name) => name.startsWith(stagingPrefix) && !isRunning(name));
}

/** Whether the process that prepares a change is another one that is still at it. */
function isRunning(folder: string): boolean {
  const pid = Number(folder.slice(stagingPrefix.length));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function removeStaging(root: string): void {
  for (const name of stagingFolders(root)) rmSync(join(root, name), { recursive: true, force: true });
}

/** Makes a folder of the tree, none of whose ancestors may be a link out of it. */
function prepareFolder(root: string, folder: string, prepared: Set<string>): void {
  if (folder === '.' || prepared.has(folder)) return;
  prepareFolder(root, dirname(folder), prepared);
  const path = join(root, folder);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) mkdirSync(path);
  else if (!found.isDirectory()) throw new SettingsError(`${path} is in the way: a folder is to be there; remove it`);
  prepared.add(folder);
}

function replaceFile(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (cause) {
    if (lstatSync(to, { throwIfNoEntry: false })?.isDirectory() !== true) throw cause;
    throw new SettingsError(`${to} is a folder, and a file is to be there; remove it`, { cause });
  }
}

function removeFile(root: string, path: string): void {
  rmSync(join(root, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      // Not empty, or not there: it stays as it is.
      return;
    }
  }
}

import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SettingsError } from '../errors.ts';
import { syncFolder, writeNewFile } from './write-file.ts';

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
 * the commit file old, and its staging folder behind, which names what it was about to write: see `interruptedCommits`.
 *
 * @throws SettingsError when a folder of the tree is a symbolic link, or a folder stands where a file is to be
 */
export function replaceTree(root: string, change: TreeChange): void {
  const staging = join(root, `${stagingPrefix}${process.pid}`);
  mkdirSync(root, { recursive: true });
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  const staged = join(staging, 'commit');
  writeNewFile(staged, change.commit.text, { mode: modeOf(change.commit) });
  for (const [index, file] of change.write.entries()) {
    writeNewFile(join(staging, String(index)), file.text, { mode: modeOf(file), durable: false });
  }
  for (const [index, file] of change.write.entries()) {
    prepareFolder(root, file.path);
    renameSync(join(staging, String(index)), join(root, file.path));
  }
  for (const path of change.remove) removeFile(root, path);
  renameSync(staged, join(root, change.commit.path));
  syncFolder(root);
  removeStaging(root);
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

function modeOf({ executable }: TreeFile): number {
  return executable ? 0o755 : 0o644;
}

/** Makes the folders of a file, none of which may be a link out of the tree. */
function prepareFolder(root: string, path: string): void {
  let at = root;
  for (const part of path.split('/').slice(0, -1)) {
    at = join(at, part);
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found === undefined) mkdirSync(at);
    else if (!found.isDirectory()) throw new SettingsError(`${at} is in the way: a folder is to be there; remove it`);
  }
  if (lstatSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new SettingsError(`${join(root, path)} is a folder, and a file is to be there; remove it`);
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

import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { interruptedCommits, replaceTree } from '../files/replace-tree.ts';
import type { Bundle, BundleFile } from './bundle.ts';
import { textHash } from './hash.ts';
import { type LockFile, lockFileName, lockFileText, parseLockFile } from './lock-file.ts';

/** What a write did. */
export interface WriteResult {
  /** Paths written, sorted. */
  readonly written: readonly string[];
  /** Paths removed, sorted: an earlier render wrote them, this one does not. */
  readonly removed: readonly string[];
  /** Warnings: files that an earlier render wrote, that were changed since, and that are kept. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A folder of a rendered environment: its path for effects, and for messages. */
export interface RenderedFolder {
  /** Absolute. */
  readonly path: string;
  /** As diagnostics spell it: relative to the workspace root, with `/`. */
  readonly name: string;
}

/**
 * Makes an environment's folder what a bundle says. Files of the user's are not touched; files that an earlier (finished or interrupted)
 * render wrote and this one does not are removed, unless they were changed since. Files that already are right are not written again.
 * Whenever the process is killed, the next call puts everything right.
 *
 * @throws SettingsError when the folder holds something that cannot be replaced
 */
export function writeBundle(folder: RenderedFolder, bundle: Bundle): WriteResult {
  const write = bundle.files.filter((file) => !isAsWanted(folder.path, file));
  const wanted = new Set(bundle.files.map(({ path }) => path));
  const remove: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [path, hashes] of earlierFiles(folder.path)) {
    const text = wanted.has(path) ? undefined : readText(join(folder.path, path));
    if (text === undefined) continue;
    if (hashes.has(textHash(text))) remove.push(path);
    else diagnostics.push(keptFile(folder, path));
  }
  const lock = { path: lockFileName, text: lockFileText(bundle), executable: false };
  const isDone = write.length === 0 && remove.length === 0 && interruptedCommits(folder.path).length === 0;
  if (!isDone || !isAsWanted(folder.path, lock)) replaceTree(folder.path, { write, remove, commit: lock });
  return { written: write.map(({ path }) => path), removed: remove.toSorted(), diagnostics };
}

/** Files that renders before this one wrote, or were about to write when they were killed, with the hashes they gave them. */
function earlierFiles(path: string): Map<string, Set<string>> {
  const lock = readText(join(path, lockFileName));
  const earlier = new Map<string, Set<string>>();
  for (const text of [...(lock === undefined ? [] : [lock]), ...interruptedCommits(path)]) {
    for (const [file, { sha256 }] of Object.entries(parseLockFile(text)?.files ?? {})) {
      if (isInside(file)) earlier.set(file, (earlier.get(file) ?? new Set()).add(sha256));
    }
  }
  return earlier;
}

/** A lock file is read from disk: a path in it must not lead out of the folder. */
function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
}

function keptFile({ name }: RenderedFolder, path: string): Diagnostic {
  return {
    code: 'generated-kept',
    severity: 'warning',
    message: `${path} is no longer rendered, and is kept because it was changed by hand`,
    location: { file: `${name}/${path}` },
    hint: 'remove the file, or move it to where you keep your own',
  };
}

/**
 * What is wrong with a rendered folder by its own lock file: `generated-changed` for each file that is not what the last complete render
 * wrote. A folder that was never rendered has nothing wrong with it: `readLock` tells. Every command but `render` refuses a changed one.
 */
export function checkTree(folder: RenderedFolder): Diagnostic[] {
  const text = readText(join(folder.path, lockFileName));
  if (text === undefined) return [];
  const lock = parseLockFile(text);
  if (lock === undefined) return [changedFile(folder, lockFileName, 'cannot be read')];
  return Object.entries(lock.files).flatMap(([path, file]) => {
    const how = changeOf(join(folder.path, path), file);
    return how === undefined ? [] : [changedFile(folder, path, how)];
  });
}

function changeOf(path: string, { sha256, executable }: LockFile['files'][string]): string | undefined {
  const text = readText(path);
  if (text === undefined) return 'is missing';
  if (textHash(text) !== sha256) return 'was changed since the last render';
  const { mode } = lstatSync(path);
  return isMode(mode, executable === true) ? undefined : 'has another mode than it was rendered with';
}

function changedFile({ name }: RenderedFolder, path: string, how: string): Diagnostic {
  return {
    code: 'generated-changed',
    severity: 'error',
    message: `${path} ${how}`,
    location: { file: `${name}/${path}` },
    hint: 'run `imprint render`; what was changed by hand belongs into a template',
  };
}

/** The lock file of a folder; undefined when there is none that can be read. */
export function readLock(path: string): LockFile | undefined {
  const text = readText(join(path, lockFileName));
  return text === undefined ? undefined : parseLockFile(text);
}

/** What stands in a rendered folder at a path; undefined when there is no such file. */
export function readRenderedText(folder: RenderedFolder, path: string): string | undefined {
  return readText(join(folder.path, path));
}

/** A difference between what a bundle says and what stands on disk. */
export interface FileDifference {
  readonly path: string;
  /** Absent: the file is not there. */
  readonly before?: string;
  /** Absent: the file is to go. */
  readonly after?: string;
  /** Set where only the mode differs. */
  readonly executable?: boolean;
}

/** What `writeBundle` would change, sorted by path. Writes nothing. */
export function differencesOf(folder: RenderedFolder, bundle: Bundle): FileDifference[] {
  const lock: BundleFile = { path: lockFileName, text: lockFileText(bundle), executable: false, sourceMap: [] };
  const wanted = [...bundle.files, lock];
  const differences: FileDifference[] = wanted.flatMap((file) => {
    if (isAsWanted(folder.path, file)) return [];
    const before = readText(join(folder.path, file.path));
    if (before === file.text) return [{ path: file.path, before, after: file.text, executable: file.executable }];
    return [{ path: file.path, ...(before === undefined ? {} : { before }), after: file.text }];
  });
  const paths = new Set(wanted.map(({ path }) => path));
  for (const [path, hashes] of earlierFiles(folder.path)) {
    const before = paths.has(path) ? undefined : readText(join(folder.path, path));
    if (before !== undefined && hashes.has(textHash(before))) differences.push({ path, before });
  }
  return differences.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function isAsWanted(folder: string, file: Pick<BundleFile, 'path' | 'text' | 'executable'>): boolean {
  const path = join(folder, file.path);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || !isMode(stats.mode, file.executable)) return false;
  return readFileSync(path, 'utf8') === file.text;
}

/** Whether a mode is executable as it should be; where the system knows no such mode, every one is. */
function isMode(mode: number, executable: boolean): boolean {
  return process.platform === 'win32' || ((mode & 0o100) !== 0) === executable;
}

/** The text of a regular file; undefined when there is none at the path. */
function readText(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true ? readFileSync(path, 'utf8') : undefined;
}

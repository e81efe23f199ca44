import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { compareText } from '../diagnostics/order.ts';
import { installedModules, manifestPath, readManifest } from './config/module-manifest.ts';
import { joinPath } from './config/module-paths.ts';

/** Text of the files of a root module, by path relative to its folder with `/`; `../` leads to modules beside it. Sorted. */
export type ModuleFiles = ReadonlyMap<string, string>;

/** Bytes a file may have; larger ones are left out, like those that are not text. */
export const maxFileBytes = 8_388_608;

/** Files read at most. */
export const maxFiles = 20_000;

/**
 * Reads the files of a root module: its folder with all folders below, but for hidden ones and `node_modules`, the modules that
 * `terraform init` has put into `.terraform/modules`, and the folders outside of it that local sources of modules name. Files that are no
 * text are left out. Faults: the folder is not there, or too large.
 *
 * @param directory - Absolute, or relative to the working directory.
 */
export function readModule(directory: string): Outcome<ModuleFiles> {
  const root = resolve(directory);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return failed('there is no such folder');
  }
  const files = new Map<string, string>();
  const folders = ['', ...installedFolders(root, files)];
  const seen = new Set<string>();
  for (const folder of folders) {
    if (!readFolder(root, folder, files, seen))
      return failed(`the folder holds more than ${maxFiles} files, so it is taken for something else than a module`);
    for (const outside of foldersOutside(files)) if (!folders.includes(outside)) folders.push(outside);
  }
  if (![...files.keys()].some((path) => /^[^/]*\.tf(\.json)?$/.test(path))) {
    return { value: files, diagnostics: [unreadable('the folder holds no .tf file')] };
  }
  return { value: new Map([...files].sort(([a], [b]) => compareText(a, b))), diagnostics: [] };
}

// The manifest itself is kept among the files: it says which call a folder is for.
function installedFolders(root: string, files: Map<string, string>): readonly string[] {
  const path = join(root, manifestPath);
  const manifest = statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readText(path) : undefined;
  if (manifest === undefined) return [];
  files.set(manifestPath, manifest);
  const folders = readManifest(manifest).map(({ folder }) => folder);
  // What is not below that folder is read with the module itself, if it belongs to it at all.
  return folders.filter((folder) => folder.startsWith(installedModules));
}

function failed(message: string): Outcome<ModuleFiles> {
  return { diagnostics: [unreadable(message)] };
}

function unreadable(message: string): Diagnostic {
  return { code: 'module-unreadable', severity: 'error', message };
}

// Reads a folder with what is below it; false when there are too many files.
function readFolder(root: string, folder: string, files: Map<string, string>, seen: Set<string>): boolean {
  const absolute = join(root, folder);
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return true;
  const inside = folder.startsWith('..') ? folderInside(root, absolute) : undefined;
  if (inside !== undefined) return copyFolder(inside, folder, files);
  // A link back to a folder above would never end.
  const real = realpathSync(absolute);
  if (seen.has(real)) return true;
  seen.add(real);
  for (const name of readdirSync(absolute).sort(compareText)) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    if (!readEntry(root, folder === '' ? name : `${folder}/${name}`, files, seen)) return false;
  }
  return true;
}

/** What a folder is called from the root on, though the way to it leads out and back in; undefined for one that is outside. */
function folderInside(root: string, absolute: string): string | undefined {
  const way = relative(root, absolute).split(sep).join('/');
  return way === '..' || way.startsWith('../') ? undefined : way;
}

/** Files that were read have their other name too, by which a module outside calls for them. */
function copyFolder(inside: string, folder: string, files: Map<string, string>): boolean {
  const prefix = inside === '' ? '' : `${inside}/`;
  for (const [path, text] of [...files])
    if (path.startsWith(prefix) && !path.startsWith('.')) files.set(`${folder}/${path.slice(prefix.length)}`, text);
  return files.size <= maxFiles;
}

function readEntry(root: string, path: string, files: Map<string, string>, seen: Set<string>): boolean {
  const absolute = join(root, path);
  const kind = statSync(absolute, { throwIfNoEntry: false });
  if (kind?.isDirectory() === true) return readFolder(root, path, files, seen);
  if (kind?.isFile() !== true || kind.size > maxFileBytes) return true;
  const text = readText(absolute);
  if (text !== undefined) files.set(path, text);
  return files.size <= maxFiles;
}

function readText(path: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    // Not text, such as an archive, or not readable for us: file() of it is reported where it is called.
    if (error instanceof TypeError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

const localSource = /\bsource"?\s*[=:]\s*"(\.{1,2}(?:\/[^"$%]*)?)"/g;

function foldersOutside(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const outside = new Set<string>();
  for (const [path, text] of files) {
    if (!/\.tf(\.json)?$/.test(path)) continue;
    for (const [, source = ''] of text.matchAll(localSource)) {
      const folder = joinPath(path.split('/').slice(0, -1).join('/'), source);
      if (folder.startsWith('..')) outside.add(folder);
    }
  }
  return outside;
}

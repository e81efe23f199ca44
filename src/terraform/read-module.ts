import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { compareText } from '../diagnostics/order.ts';
import type { OtherFiles } from '../hcl/functions/function.ts';
import { marredText, utf8Text } from '../hcl/utf8.ts';
import { installedModules, manifestPath, readManifest } from './config/module-manifest.ts';
import { joinPath } from './config/module-paths.ts';

/** Text of the files of a root module, by path relative to its folder with `/`; `../` leads to modules beside it. Sorted. */
export type ModuleFiles = ReadonlyMap<string, string>;

/** The files of a root module. */
export interface ModuleFolder {
  readonly files: ModuleFiles;
  /** Those that are no text, hidden, or larger than `maxFileBytes`; read when somebody asks for their bytes. */
  readonly others: OtherFiles;
}

/** A folder without any. */
export const noFiles: ModuleFolder = { files: new Map(), others: new Map() };

/** Bytes that a file may have to be read at once. */
export const maxFileBytes = 8_388_608;

/** Files read at most. */
export const maxFiles = 20_000;

/**
 * Reads the files of a root module: its folder with all folders below, but for hidden ones and `node_modules`, the modules that
 * `terraform init` has put into `.terraform/modules`, and the folders outside of it that local sources of modules name. Faults: the folder
 * is not there, or too large.
 *
 * @param directory - Absolute, or relative to the working directory.
 */
export function readModule(directory: string): Outcome<ModuleFolder> {
  const root = resolve(directory);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return failed('there is no such folder');
  }
  const reading: Reading = { root, files: new Map(), others: new Map(), seen: new Set() };
  const { files } = reading;
  const folders = ['', ...installedFolders(reading)];
  for (const folder of folders) {
    if (!readFolder(folder, reading))
      return failed(`the folder holds more than ${maxFiles} files, so it is taken for something else than a module`);
    for (const outside of foldersOutside(files)) if (!folders.includes(outside)) folders.push(outside);
  }
  const value = { files: sorted(files), others: sorted(reading.others) };
  const isModule = [...files.keys()].some((path) => /^[^/]*\.tf(\.json)?$/.test(path));
  return { value, diagnostics: isModule ? [] : [unreadable('the folder holds no .tf file')] };
}

function sorted<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([a], [b]) => compareText(a, b)));
}

/** What has been read so far. */
interface Reading {
  /** Absolute. */
  readonly root: string;
  readonly files: Map<string, string>;
  readonly others: Map<string, () => Uint8Array | undefined>;
  /** Real paths of folders. */
  readonly seen: Set<string>;
}

// The manifest itself is kept among the files: it says which call a folder is for.
function installedFolders({ root, files }: Reading): readonly string[] {
  const path = join(root, manifestPath);
  const manifest = statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readText(path) : undefined;
  if (manifest === undefined) return [];
  files.set(manifestPath, manifest);
  const folders = readManifest(manifest).map(({ folder }) => folder);
  // What is not below that folder is read with the module itself, if it belongs to it at all.
  return folders.filter((folder) => folder.startsWith(installedModules));
}

function failed(message: string): Outcome<ModuleFolder> {
  return { diagnostics: [unreadable(message)] };
}

function unreadable(message: string): Diagnostic {
  return { code: 'module-unreadable', severity: 'error', message };
}

// Reads a folder with what is below it; false when there are too many files.
function readFolder(folder: string, reading: Reading): boolean {
  const absolute = join(reading.root, folder);
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return true;
  const inside = folder.startsWith('..') ? folderInside(reading.root, absolute) : undefined;
  if (inside !== undefined) return copyFolder(inside, folder, reading);
  // A link back to a folder above would never end.
  const real = realpathSync(absolute);
  if (reading.seen.has(real)) return true;
  reading.seen.add(real);
  for (const name of readdirSync(absolute).sort(compareText)) {
    if (!readEntry(folder === '' ? name : `${folder}/${name}`, name, reading)) return false;
  }
  return true;
}

/** What a folder is called from the root on, though the way to it leads out and back in; undefined for one that is outside. */
function folderInside(root: string, absolute: string): string | undefined {
  const way = relative(root, absolute).split(sep).join('/');
  return way === '..' || way.startsWith('../') ? undefined : way;
}

/** Files that were read have their other name too, by which a module outside calls for them. */
function copyFolder(inside: string, folder: string, reading: Reading): boolean {
  const prefix = inside === '' ? '' : `${inside}/`;
  const copy = <T>(map: Map<string, T>): void => {
    for (const [path, content] of [...map])
      if (path.startsWith(prefix) && !/^\.\.\/|^\.terraform\//.test(path))
        map.set(`${folder}/${path.slice(prefix.length)}`, content);
  };
  copy(reading.files);
  copy(reading.others);
  return isWithinLimit(reading);
}

function isWithinLimit({ files, others }: Reading): boolean {
  return files.size + others.size <= maxFiles;
}

// Hidden folders are those of tools; a hidden file is nothing a module consists of, but may be asked for.
function readEntry(path: string, name: string, reading: Reading): boolean {
  const absolute = join(reading.root, path);
  const kind = statSync(absolute, { throwIfNoEntry: false });
  const isHidden = name.startsWith('.');
  if (kind?.isDirectory() === true) return isHidden || name === 'node_modules' || readFolder(path, reading);
  if (kind?.isFile() !== true) return true;
  const text = isHidden || kind.size > maxFileBytes ? undefined : readText(absolute);
  if (text === undefined) reading.others.set(path, () => readBytes(absolute));
  else reading.files.set(path, text);
  return isWithinLimit(reading);
}

/** The text of a file of a module; undefined when it holds none. Configuration always does, whatever bytes are in it. */
export function moduleText(path: string, bytes: Uint8Array): string | undefined {
  return /\.(?:tf|tfvars)$/.test(path) ? marredText(bytes) : utf8Text(bytes);
}

function readText(path: string): string | undefined {
  const bytes = readBytes(path);
  return bytes && moduleText(path, bytes);
}

/** Undefined where we may not read it: `file()` of it is reported where it is called. */
function readBytes(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
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

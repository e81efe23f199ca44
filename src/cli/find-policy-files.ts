import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { UsageError } from '../errors.ts';
import { isFolder, isYamlFile, listFiles } from '../load/list-files.ts';
import { SourceReader } from '../load/source-reader.ts';
import { shownPath } from './shown-path.ts';

/** Files with policies. */
export interface PolicyFiles {
  /** Texts of YAML and JSON files by name, relative to the working directory. */
  readonly documents: ReadonlyMap<string, string>;
  /** The same of those in the folder of a Terraform module or below, which may be data that it reads. */
  readonly besideModules: ReadonlyMap<string, string>;
  /** Terraform modules: folders, absolute. */
  readonly modules: readonly ModuleToRead[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A module to read policies of. */
export interface ModuleToRead {
  /** Its folder, absolute. */
  readonly folder: string;
  /** The one file that was asked for, relative to the folder; absent means all. */
  readonly file?: string;
}

type Found = { [Key in keyof PolicyFiles]: PolicyFiles[Key] extends readonly (infer T)[] ? T[] : Map<string, string> };

/**
 * The YAML, JSON and Terraform files of paths, folders with all that is below. A folder that directly holds Terraform files is a module;
 * folders below it are part of it.
 * @throws UsageError where there is nothing
 */
export function findPolicyFiles(paths: readonly string[], cwd: string): PolicyFiles {
  const found: Found = { documents: new Map(), besideModules: new Map(), modules: [], diagnostics: [] };
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    if (!existsSync(absolute)) throw new UsageError(`there is no file or folder '${path}'`);
    if (isFolder(absolute)) readFolder(absolute, cwd, found);
    else if (isTerraformFile(absolute)) found.modules.push({ folder: dirname(absolute), file: basename(absolute) });
    else readFiles(dirname(absolute), [basename(absolute)], cwd, found);
  }
  return found;
}

/** Whether there is a file at a path, or in the folder there or below, that may hold policies. */
export function holdsPolicyFiles(path: string): boolean {
  return isFolder(path) ? listFiles(path, '.').files.some(isPolicyFile) : existsSync(path);
}

function readFolder(root: string, cwd: string, found: Found): void {
  const { files, diagnostics } = listFiles(root, '.');
  const folders = [...new Set(files.filter(isTerraformFile).map((file) => dirname(file)))];
  const modules = folders.filter((folder) => !folders.some((other) => other !== folder && isBelow(folder, other)));
  found.modules.push(...modules.map((folder) => ({ folder: resolve(root, folder) })));
  const documents = files.filter((file) => isPolicyFile(file) && !isTerraformFile(file));
  readFiles(root, documents, cwd, found, { isData: (file) => modules.some((folder) => isBelow(file, folder)) });
  found.diagnostics.push(...diagnostics.map((diagnostic) => renamed(diagnostic, root, cwd)));
}

function readFiles(
  root: string,
  files: readonly string[],
  cwd: string,
  found: Found,
  { isData }: { readonly isData: (file: string) => boolean } = { isData: () => false },
): void {
  const reader = new SourceReader(root);
  for (const file of files) {
    const text = reader.read(file);
    const texts = isData(file) ? found.besideModules : found.documents;
    if (text !== undefined) texts.set(shownPath(resolve(root, file), cwd), text);
  }
  found.diagnostics.push(...reader.diagnostics.map((diagnostic) => renamed(diagnostic, root, cwd)));
}

function renamed(diagnostic: Diagnostic, root: string, cwd: string): Diagnostic {
  const { location } = diagnostic;
  if (location === undefined) return diagnostic;
  return { ...diagnostic, location: { ...location, file: shownPath(resolve(root, location.file), cwd) } };
}

function isPolicyFile(file: string): boolean {
  return isYamlFile(file) || file.endsWith('.json') || isTerraformFile(file);
}

function isTerraformFile(file: string): boolean {
  return /\.tf(?:\.json)?$/.test(file);
}

/** Names as `listFiles` gives them: all below `.`. */
function isBelow(name: string, folder: string): boolean {
  return name.startsWith(`${folder}/`);
}

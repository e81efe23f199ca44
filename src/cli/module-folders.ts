import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareText } from '../diagnostics/order.ts';
import { UsageError } from '../errors.ts';
import { shownPath } from './shown-path.ts';

/** A folder that holds a Terraform module. */
export interface ModuleFolder {
  /** Relative to the working directory, with `/`. */
  readonly shown: string;
  /** Absolute. */
  readonly path: string;
}

/**
 * The folders that `--module` names, sorted, each once. What is not a folder is taken as a glob, which matches the folders
 * that directly hold a `.tf` or `.tf.json` file.
 * @throws UsageError for a file, and where there is nothing
 */
export async function findModuleFolders(patterns: readonly string[], cwd: string): Promise<readonly ModuleFolder[]> {
  const found = await Promise.all(patterns.map((pattern) => foldersOf(pattern, cwd)));
  const paths = [...new Set(found.flat())];
  return paths.map((path) => ({ shown: shownPath(path, cwd), path })).sort((a, b) => compareText(a.shown, b.shown));
}

async function foldersOf(pattern: string, cwd: string): Promise<string[]> {
  const path = resolve(cwd, pattern);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return [path];
  if (stats !== undefined) throw new UsageError(`--module takes a folder, but '${pattern}' is a file`);
  if (!/[*?[\]{}!]/.test(pattern)) throw new UsageError(`there is no folder '${pattern}'`);
  const { glob } = await import('tinyglobby');
  const options = { cwd, onlyDirectories: true, absolute: true, ignore: ['**/.terraform/**', '**/node_modules/**'] };
  const folders = (await glob([pattern], options)).map((folder) => resolve(folder)).filter(holdsModule);
  if (folders.length === 0) throw new UsageError(`no folder with Terraform files fits '${pattern}'`);
  return folders;
}

function holdsModule(folder: string): boolean {
  return readdirSync(folder).some((name) => /\.tf(\.json)?$/.test(name));
}

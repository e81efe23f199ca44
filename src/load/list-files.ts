import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareText } from '../diagnostics/order.ts';
import { isInside, symlinkOutside, unreadable } from './read-source-file.ts';

/** Files below a folder. */
export interface FileList {
  /** Relative to the workspace root, with `/`, sorted. Links to files and things that are neither file nor folder are among them. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** All files below a folder of the workspace, names with a leading dot left out; none when there is no such folder. */
export function listFiles(root: string, folder: string): FileList {
  const found: Listing = { root, files: [], diagnostics: [], visited: new Set() };
  if (isFolder(join(root, folder))) visit(found, folder);
  return { files: found.files.sort(compareText), diagnostics: found.diagnostics };
}

interface Listing {
  readonly root: string;
  readonly files: string[];
  readonly diagnostics: Diagnostic[];
  /** Real paths of the folders seen: links may lead in a circle. */
  readonly visited: Set<string>;
}

function visit(found: Listing, folder: string): void {
  let entries: Dirent[];
  try {
    const path = realpathSync(join(found.root, folder));
    if (found.visited.has(path)) return;
    found.visited.add(path);
    if (!isInside(realpathSync(found.root), path)) {
      found.diagnostics.push(symlinkOutside(folder));
      return;
    }
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    found.diagnostics.push(unreadable(folder, error));
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const file = `${folder}/${entry.name}`;
    // A folder called like a document is a mistake that reading it names.
    const mayHoldFiles = entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(found.root, file)));
    if (mayHoldFiles && !isYamlFile(file)) visit(found, file);
    else found.files.push(file);
  }
}

/** Whether a file is a YAML document by its name. */
export function isYamlFile(file: string): boolean {
  return /\.ya?ml$/.test(file);
}

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    // A circle of links is no folder; reading the file says what is wrong.
    return false;
  }
}

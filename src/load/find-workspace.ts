import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The nearest folder upwards that holds `imprint.yaml` or `blueprints/`, as absolute path; undefined when there is none. */
export function findWorkspaceRoot(directory: string): string | undefined {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (isKind(join(folder, 'imprint.yaml'), 'isFile') || isKind(join(folder, 'blueprints'), 'isDirectory'))
      return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function isKind(path: string, kind: 'isFile' | 'isDirectory'): boolean {
  return statSync(path, { throwIfNoEntry: false })?.[kind]() ?? false;
}

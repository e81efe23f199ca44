import { relative, sep } from 'node:path';

/** A path as it is shown: relative to a folder, with `/`. */
export function shownPath(path: string, folder: string): string {
  const shown = relative(folder, path);
  return shown === '' ? '.' : shown.split(sep).join('/');
}

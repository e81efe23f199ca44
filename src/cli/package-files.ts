import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Text of a file that ships with imprint, by path relative to the package (`docs/checks.md`); undefined when it is not there. */
export function readPackageFile(path: string): string | undefined {
  const file = packageFile(path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Absolute path of a file or folder that ships with imprint. */
export function packageFile(path: string): string {
  return join(packageRoot(), path);
}

/** The nearest folder upwards that holds what ships: source files and what is built of them lie at different depths below it. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'schemas')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

import { compareText } from '../../diagnostics/order.ts';

/** `base/relative` with `.` and `..` resolved; may begin with `..` when it leaves the root module. */
export function joinPath(base: string, relative: string): string {
  const parts: string[] = [];
  for (const part of [...base.split('/'), ...relative.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Folder part of a path; `''` for a file in the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** Whether a `.tf` or `.tf.json` file overrides the others of its folder instead of adding to them. */
export function isOverridePath(path: string): boolean {
  return /(^|\/|_)override\.tf(\.json)?$/.test(path);
}

/** Paths of a folder's `.tf` and `.tf.json` files, override files too, sorted. */
export function configPaths(files: ReadonlyMap<string, string>, folder: string): readonly string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const paths: string[] = [];
  for (const path of files.keys()) {
    if (/\.tf(\.json)?$/.test(path) && path.startsWith(prefix) && folderOf(path) === folder) paths.push(path);
  }
  return paths.sort(compareText);
}

/** Paths of the tfvars files that terraform loads by itself, later ones winning. */
export function tfvarsPaths(files: ReadonlyMap<string, string>): readonly string[] {
  const named = ['terraform.tfvars', 'terraform.tfvars.json'].filter((path) => files.has(path));
  const automatic = [...files.keys()].filter((path) => !path.includes('/') && /\.auto\.tfvars(\.json)?$/.test(path));
  return [...named, ...automatic.sort(compareText)];
}

import { strToU8, type Zippable, zipSync } from 'fflate';
import type { Bundle } from '../render/bundle.ts';

/** Folder of the bundle whose files are uploaded. */
const moduleFolder = 'infrastructure-manager/';

/** The earliest time a zip entry can carry; the same for every file, so that equal files give equal bytes. */
const fixedTime = new Date(1980, 0, 1);

/** The module of a bundle as one zip archive with its name in the staging bucket. */
export interface ModulePackage {
  /** Object name: `imprint/<location>/<deployment id>/<module hash>.zip`. */
  readonly objectName: string;
  readonly bytes: Uint8Array;
}

/** Packs the module of a bundle: entries sorted by path, fixed times, so that the same bundle gives the same bytes. */
export function packageModule(bundle: Bundle): ModulePackage {
  const entries: Zippable = {};
  for (const file of bundle.files) {
    const path = modulePath(file.path);
    if (path !== undefined)
      entries[path] = [strToU8(file.text), { mtime: fixedTime, os: 3, attrs: 0o100644 << 16, level: 9 }];
  }
  return { objectName: packageName(bundle), bytes: zipSync(entries) };
}

/** Object name of a bundle's package: it holds the hash of the module, so that an equal module is never uploaded twice. */
export function packageName(bundle: Bundle): string {
  return `${packagePrefix(bundle.submission)}${bundle.moduleHash.replace(/^sha256:/, '')}.zip`;
}

/** What all package names of one deployment begin with; ends with a slash, so that no other deployment's begin with it. */
export function packagePrefix(deployment: { readonly location: string; readonly deploymentId: string }): string {
  return `imprint/${deployment.location}/${deployment.deploymentId}/`;
}

/** Path inside the archive; undefined for files that are not part of the module. */
function modulePath(path: string): string | undefined {
  if (!path.startsWith(moduleFolder)) return undefined;
  const inside = path.slice(moduleFolder.length);
  return inside === 'main.yaml' ? undefined : inside;
}

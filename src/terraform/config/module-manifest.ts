import { joinPath } from './module-paths.ts';

/** Where `terraform init` puts the modules it fetches, relative to the root module. */
export const installedModules = '.terraform/modules/';

/** Its list of them. */
export const manifestPath = '.terraform/modules/modules.json';

/** A module that `terraform init` has installed. */
export interface InstalledModule {
  /** Names of the calls that lead to it, `network.subnets`; `''` is the root. */
  readonly key: string;
  /** As Terraform spells it: `registry.terraform.io/a/b/google`. */
  readonly source: string;
  /** Relative to the root module. */
  readonly folder: string;
}

/** The modules that a `modules.json` lists; none when it is no such file. */
export function readManifest(text: string): readonly InstalledModule[] {
  const modules = property(parse(text), 'Modules');
  if (!Array.isArray(modules)) return [];
  return modules.flatMap((module: unknown) => {
    const [key, source, folder] = ['Key', 'Source', 'Dir'].map((name) => property(module, name));
    if (typeof key !== 'string' || typeof source !== 'string' || typeof folder !== 'string') return [];
    // Absolute folders are of another machine as likely as not.
    return folder.startsWith('/') ? [] : [{ key, source, folder: joinPath('', folder.replaceAll('\\', '/')) }];
  });
}

/**
 * The folder that was installed for a call; undefined when there is none, or one of another source. Sources other than those of a registry
 * are spelt differently in the list, so they are taken on trust.
 *
 * @param path - `module.a.module.b`, the call.
 */
export function installedFolder(modules: readonly InstalledModule[], path: string, source: string): string | undefined {
  const key = path.replace(/(^|\.)module\./g, '$1');
  const found = modules.find((module) => module.key === key);
  if (found === undefined) return undefined;
  const isRegistry = registrySource.test(source);
  return isRegistry && plain(found.source) !== plain(source) ? undefined : found.folder;
}

const registrySource = /^([^/:]+\.[^/:]+\/)?[\w-]+\/[\w-]+\/[\w-]+(\/\/.*)?$/;

function plain(source: string): string {
  return source.replace(/^registry\.terraform\.io\//, '');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A list that cannot be read lists nothing: the modules are reported as not on disk.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function property(value: unknown, name: string): unknown {
  // An object of any other shape has no such property, which is undefined.
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type BuildOptions, build as bundle, type Metafile, type Plugin } from 'esbuild';

/**
 * Modules whose static imports are loaded together, in the order of the groups: a module belongs to the first group that needs it.
 * What every command needs comes first, then what checking and planning a module need.
 */
const groups: readonly (readonly string[])[] = [
  ['src/cli/framework/run-process.ts', 'src/cli/show-report.ts', 'src/cli/workspace-options.ts'],
  ['src/cli/commands/validate.ts'],
  ['src/cli/commands/plan.ts'],
];

/**
 * Keeps modules that a group of commands loads in one chunk. esbuild makes a chunk for every set of entries that share modules, which are
 * dozens of files for a command, and every file takes node about a millisecond, more than the code in it. So each entry (a module that
 * somebody loads with `import()`) that needs some module of a group is made to import all of the group: then the same entries share all of
 * it. Code that never runs costs next to nothing.
 */
export async function chunkGroups(options: BuildOptions): Promise<Plugin> {
  const { metafile } = await bundle({ ...options, metafile: true, write: false });
  const entries = Object.values(metafile.outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  const taken = new Set<string>();
  const wanted = new Map<string, string[]>();
  for (const roots of groups) {
    const members = [...staticImports(metafile, roots)].filter((module) => !taken.has(module));
    for (const module of members) taken.add(module);
    for (const entry of entries) {
      const needed = staticImports(metafile, [entry]);
      if (members.some((module) => module !== entry && needed.has(module)))
        wanted.set(entry, [...(wanted.get(entry) ?? []), ...roots.filter((root) => root !== entry)]);
    }
  }
  const root = options.absWorkingDir ?? process.cwd();
  return {
    name: 'chunk-groups',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const group = wanted.get(relative(root, path));
        if (group === undefined) return undefined;
        const imports = group.map((module) => `import ${JSON.stringify(join(root, module))};`);
        // At the end, so that the lines of the module stay those of its source map.
        return { contents: `${await readFile(path, 'utf8')}${imports.join('')}\n`, loader: 'ts' };
      });
    },
  };
}

/** The modules and all they import at once, directly and through others. */
function staticImports(metafile: Metafile, roots: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const { path, kind, external } of metafile.inputs[next]?.imports ?? [])
      if (kind !== 'dynamic-import' && external !== true) open.push(path);
  }
  return found;
}

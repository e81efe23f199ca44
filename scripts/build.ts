import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as bundle, type Metafile } from 'esbuild';
import { chunkGroups } from './chunk-groups.ts';
import { compileProgram } from './compile-program.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles `src/` into `dist/`: a small entry of the command line, the program it runs (one chunk a command; and once more as one compiled
 * script), and the public API. `dist/THIRD-PARTY-LICENSES.txt` names what is bundled; `dist/meta.json` records what each file holds;
 * `test/architecture.test.ts` reads it.
 */
export async function build(dist: string = join(root, 'dist')): Promise<Metafile> {
  const modules = moduleOptions(dist);
  const [entry, { metafile }] = await Promise.all([
    bundle(entryOptions(dist)),
    chunkGroups(modules).then((plugin) => bundle({ ...modules, plugins: [plugin] })),
  ]);
  const all: Metafile = {
    inputs: { ...entry.metafile.inputs, ...metafile.inputs },
    outputs: { ...entry.metafile.outputs, ...metafile.outputs },
  };
  await removeStale(dist, all);
  await writeFile(join(dist, 'meta.json'), JSON.stringify(all));
  await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(root, metafile));
  await compileProgram(root, { ...commonOptions, outfile: join(dist, 'program.cjs') });
  return all;
}

const commonOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external: ['google-auth-library', '@google-cloud/config'],
  minify: true,
  // A stack trace of the minified code is readable with `node --enable-source-maps`.
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** The entry is CommonJS, which node starts sooner than a module; a `package.json` of its folder says so. */
function entryOptions(dist: string): typeof commonOptions & BuildOptions {
  return {
    ...commonOptions,
    entryPoints: ['src/cli/main.ts'],
    outfile: join(dist, 'cli/main.js'),
    format: 'cjs',
    plugins: [
      {
        name: 'program-beside',
        setup({ onResolve, onEnd }) {
          onResolve({ filter: /^\.\/program\.ts$/ }, () => ({ path: '../program.js', external: true }));
          onEnd(() => writeFile(join(dist, 'cli/package.json'), '{ "type": "commonjs" }\n'));
        },
      },
    ],
  };
}

function moduleOptions(dist: string): typeof commonOptions & BuildOptions {
  return {
    ...commonOptions,
    entryPoints: { program: 'src/cli/program.ts', index: 'src/index.ts' },
    outdir: dist,
    splitting: true,
    format: 'esm',
    // Some bundled packages are CommonJS and call `require` for node built-ins.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    chunkNames: 'chunks/[name]-[hash]',
  };
}

/** Files of earlier builds go after the new ones are there, so that a program started meanwhile finds all it needs. */
async function removeStale(dist: string, metafile: Metafile): Promise<void> {
  const fresh = new Set(Object.keys(metafile.outputs).map((path) => join(root, path)));
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && /\.js(\.map)?$/.test(path) && !fresh.has(path)) await rm(path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(process.argv[2]);

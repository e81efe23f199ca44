import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as bundle, type Metafile } from 'esbuild';
import { chunkGroups } from './chunk-groups.ts';
import { compileProgram } from './compile-program.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles `src/` into `dist/`: the command line (a small entry, one chunk a command; and once more as one compiled script) and the public API.
 * `dist/THIRD-PARTY-LICENSES.txt` names what is bundled; `dist/meta.json` records what each chunk holds; `test/architecture.test.ts` reads it.
 */
export async function build(dist: string = join(root, 'dist')): Promise<Metafile> {
  const options = bundleOptions(dist);
  const { metafile } = await bundle({ ...options, plugins: [await chunkGroups(options)] });
  await removeStale(dist, metafile);
  await writeFile(join(dist, 'meta.json'), JSON.stringify(metafile));
  await compileProgram(root, dist);
  await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(root, metafile));
  return metafile;
}

function bundleOptions(dist: string): BuildOptions & { readonly metafile: true } {
  return {
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts', 'src/index.ts'],
    outbase: 'src',
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['google-auth-library', '@google-cloud/config'],
    // Some bundled packages are CommonJS and call `require` for node built-ins.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    chunkNames: 'chunks/[name]-[hash]',
    minify: true,
    // A stack trace of the minified code is readable with `node --enable-source-maps`.
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
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

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle, type Metafile } from 'esbuild';
import { thirdPartyLicenses } from './third-party-licenses.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles `src/` into `dist/`: the command line (a small entry, one chunk a command) and the public API.
 * `dist/THIRD-PARTY-LICENSES.txt` names what is bundled; `dist/meta.json` records what each chunk holds; `test/architecture.test.ts` reads it.
 */
export async function build(): Promise<Metafile> {
  const dist = join(root, 'dist');
  await rm(dist, { recursive: true, force: true });
  const { metafile } = await bundle({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts', 'src/index.ts'],
    outbase: 'src',
    outdir: 'dist',
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
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(join(dist, 'meta.json'), JSON.stringify(metafile));
  await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(root, metafile));
  return metafile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();

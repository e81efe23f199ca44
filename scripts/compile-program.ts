import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, build as bundle } from 'esbuild';

/**
 * Command lines of the runs whose code is kept, by the name that `compiled-program.ts` looks for. What they do not reach is compiled when
 * it is needed, as ever.
 */
const runs: Readonly<Record<string, readonly (readonly string[])[]>> = {
  modules: [
    ['validate', '--module', 'generated/hft-risk-analytics/dev/infrastructure-manager'],
    ['plan', '--module', 'generated/hft-risk-analytics/dev/infrastructure-manager'],
    ['validate', '--module', 'test/rules/unsupported-argument'],
  ],
  workspaces: [['validate'], ['render', '--check']],
};

/**
 * Bundles the whole program into one script, `outfile` of the options, which is a function of `require` and the name of its file, and runs it
 * to have V8's code for it in `compiled/` beside it. The code is good for the version of V8 that runs this, which is in its name.
 *
 * @throws Error when a run fails to start.
 */
export async function compileProgram(
  root: string,
  options: BuildOptions & { readonly outfile: string },
): Promise<void> {
  const program = options.outfile;
  await bundle({
    ...options,
    entryPoints: ['src/cli/program.ts'],
    format: 'cjs',
    // A script cannot say what an `import()` in it means, so there is none: what is imported late starts late, in the same file.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: {
      js: '(function (require, __filename) { const module = { exports: {} }; const importMetaUrl = require("node:url").pathToFileURL(__filename).href;',
    },
    footer: { js: 'return module.exports; })' },
  });
  await writeFile(program, asciiOnly(await readFile(program, 'utf8')));
  const folder = join(dirname(program), 'compiled');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const recorder = join(root, 'scripts/record-code.mjs');
  await Promise.all(
    Object.entries(runs).map(([name, commands]) => {
      const file = join(folder, `${process.versions.v8}-${process.arch}-${name}.bin`);
      return promisify(execFile)(process.execPath, [recorder, program, file, JSON.stringify(commands)], { cwd: root });
    }),
  );
}

/** The script is read as Latin-1, which is faster; esbuild leaves other characters in regular expressions alone, where an escape means the same. */
function asciiOnly(source: string): string {
  return source.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

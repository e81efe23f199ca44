import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from '../src/cli/framework/run-cli.ts';
import { memoryIo } from '../test/cli/memory-io.ts';
import { fixturesOf, outputFile, runFixture } from '../test/rules/run-fixture.ts';
import { costPage } from './cost-page.ts';
import { coveragePage } from './coverage-page.ts';
import { environmentSchemas } from './generate-environment-schemas.ts';
import { locationsModule } from './generate-locations.ts';
import { updateRegistry } from './generate-registry.ts';
import { validatorsModule } from './generate-validators.ts';
import { refreshShownOutput } from './shown-output.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = join(root, 'README.md');

/** A file that is made from others, and how. */
interface GeneratedFile {
  /** Absolute. */
  readonly path: string;
  readonly make: () => string | Promise<string>;
}

/** All generated files, in an order in which each finds what it is made from fresh. */
async function generatedFiles(): Promise<GeneratedFile[]> {
  // Read now, since the tables of rules were written a moment ago.
  const { rules } = await import('../src/check/all-rules.generated.ts');
  const { checksPage } = await import('./checks-page.ts');
  const { constraintsPage } = await import('./constraints-page.ts');
  const outputs = rules
    .flatMap(({ code }) => fixturesOf(code))
    .filter(({ isBad }) => isBad)
    .map((fixture) => ({ path: outputFile(fixture), make: async () => (await runFixture(fixture)).stdout }));
  return [
    { path: join(root, 'src/load/formats/locations.generated.ts'), make: locationsModule },
    { path: join(root, 'src/load/validators.generated.js'), make: validatorsModule },
    ...environmentSchemas(root),
    ...outputs,
    { path: join(root, 'docs/checks.md'), make: checksPage },
    { path: join(root, 'docs/constraints.md'), make: constraintsPage },
    { path: join(root, 'docs/cost.md'), make: costPage },
    { path: join(root, 'blueprints/hft-risk-analytics/docs/coverage.md'), make: () => coveragePage(root) },
    { path: readme, make: () => refreshShownOutput(readFileSync(readme, 'utf8'), root) },
  ];
}

/** Writes what is stale, or with `--check` only says so and fails. */
async function generate(isCheck: boolean): Promise<void> {
  let stale = await updateRegistry(isCheck);
  for (const { path, make } of await generatedFiles()) {
    const text = await make();
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale += 1;
    process.stdout.write(`${isCheck ? 'stale' : 'wrote'} ${relative(root, path)}\n`);
    if (!isCheck) writeFileSync(path, text);
  }
  stale += await renderEnvironments(isCheck);
  if (isCheck && stale > 0) {
    process.stderr.write(`${stale} generated files are stale: run \`npm run generate\` and read what it changes\n`);
    process.exitCode = 1;
  }
}

/** Renders the repository's own environments into `generated/`; 1 when that cannot be done or, with `--check`, is not done. */
async function renderEnvironments(isCheck: boolean): Promise<number> {
  const io = memoryIo({ cwd: root });
  const exitCode = await runCli(isCheck ? ['render', '--check'] : ['render'], () => io);
  if (exitCode !== 0) process.stdout.write(io.out());
  return exitCode === 0 ? 0 : 1;
}

await generate(process.argv.includes('--check'));

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeModules } from './fixtures/six-resources.ts';
import { type Case, measure } from './measure.ts';

const root = resolve(import.meta.dirname, '..');
const imprint = join(root, 'dist/cli/main.js');
const flagship = join(root, 'generated/hft-risk-analytics');
const modules = ['dev', 'staging', 'prod'].flatMap((name) => [
  '--module',
  join(flagship, name, 'infrastructure-manager'),
]);

const folder = mkdtempSync(join(tmpdir(), 'imprint-bench-'));
/** Modules of six resources; the one that is checked alone is any of them. */
const six = writeModules(folder, 100);
const one = six[17] ?? folder;

const cases: readonly Case[] = [
  { name: 'imprint --version', args: [imprint, '--version'], bar: 1.5 },
  { name: 'imprint --help', args: [imprint, '--help'] },
  { name: 'validate --module (six resources)', args: [imprint, 'validate', '--module', one], bar: 2 },
  { name: 'plan --module (six resources)', args: [imprint, 'plan', '--module', one], bar: 2.5 },
  { name: 'validate --module (100 modules)', args: [imprint, 'validate', '--module', '*'], cwd: folder, bar: 10 },
  { name: 'validate --module (dev)', args: [imprint, 'validate', ...modules.slice(0, 2)] },
  { name: 'validate --module (three)', args: [imprint, 'validate', ...modules], bar: 4 },
  { name: 'validate (three environments)', args: [imprint, 'validate', 'dev', 'staging', 'prod'], cwd: root, bar: 6 },
  { name: 'render --check (three)', args: [imprint, 'render', '--check', 'dev', 'staging', 'prod'], cwd: root },
];

const rounds = Number(process.argv[2] ?? 7);
process.stdout.write(`best of ${rounds}, ratios to an empty node process in the same rounds\n\n`);
try {
  for (const { name, bestMs, ratio, peakMegabytes, bar } of measure(cases, rounds)) {
    const verdict = bar === undefined ? '' : `  bar ${bar.toFixed(1)} ${ratio <= bar ? 'met' : 'MISSED'}`;
    process.stdout.write(
      `${name.padEnd(34)} ${ratio.toFixed(2).padStart(6)} x ${bestMs.toFixed(0).padStart(6)} ms ${peakMegabytes.toFixed(0).padStart(5)} MB${verdict}\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

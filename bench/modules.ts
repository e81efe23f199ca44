import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeModules } from './fixtures/six-resources.ts';
import { bestOf, type Run, runWhole } from './whole-run.ts';

/** Bars for 1,000 different modules of six resources in one run: linear, and in so much memory. */
const bars = { megabytes: 400, growth: 1.2 };

function measure(count: number, rounds: number): Run {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-modules-'));
  try {
    mkdirSync(join(folder, 'modules'));
    writeModules(join(folder, 'modules'), count);
    return bestOf(Array.from({ length: rounds }, () => runWhole(folder, ['validate', '--module', 'modules/*'])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rounds = Number(process.argv[2] ?? 3);
const counts = [100, 300, 1000] as const;
const runs = counts.map((count) => ({ count, ...measure(count, rounds) }));
for (const { count, wallMs, cpuMs, megabytes } of runs) {
  const cells = [
    `${wallMs.toFixed(0)} ms`,
    `${(wallMs / count).toFixed(2)} ms each`,
    `${(cpuMs / count).toFixed(2)} ms CPU each`,
    `${megabytes.toFixed(0)} MB`,
  ];
  process.stdout.write(
    `validate ${String(count).padStart(5)} modules  ${cells.map((cell) => cell.padStart(16)).join(' ')}\n`,
  );
}
const [small, , large] = runs;
if (small !== undefined && large !== undefined) {
  const growth = large.cpuMs / large.count / (small.cpuMs / small.count);
  const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');
  process.stdout.write(
    `1,000 in at most ${bars.megabytes} MB: ${verdict(large.megabytes <= bars.megabytes)}; ` +
      `cost of one at most ${bars.growth} times that at 100: ${growth.toFixed(2)}, ${verdict(growth <= bars.growth)}\n`,
  );
}

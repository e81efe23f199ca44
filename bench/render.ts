import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFleet } from './fixtures/fleet.ts';
import { bestOf, type Run, runWhole } from './whole-run.ts';

/** Bars for 1,000 environments of 64 KiB in 20 files each. */
const bars = { seconds: 10, megabytes: 500, growth: 1.2 };

/** Best of several runs: the render of a fresh workspace, then `--check` of the same. */
function measure(environments: number, rounds: number): { readonly render: Run; readonly check: Run } {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-fleet-'));
  try {
    writeFleet(folder, environments);
    const renders: Run[] = [];
    const checks: Run[] = [];
    for (let round = 0; round < rounds; round += 1) {
      rmSync(join(folder, 'generated'), { recursive: true, force: true });
      renders.push(runWhole(folder, ['render']));
      checks.push(runWhole(folder, ['render', '--check']));
    }
    return { render: bestOf(renders), check: bestOf(checks) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function line(name: string, environments: number, { wallMs, cpuMs, megabytes }: Run): string {
  const each = (cpuMs / environments).toFixed(1);
  const cells = [`${(wallMs / 1000).toFixed(1)} s`, `${(cpuMs / 1000).toFixed(1)} s CPU`, `${megabytes.toFixed(0)} MB`];
  return `${name.padEnd(32)} ${cells.map((cell) => cell.padStart(11)).join(' ')}   ${each} ms CPU each\n`;
}

const rounds = Number(process.argv[2] ?? 3);
const small = measure(100, rounds);
const large = measure(1000, rounds);
process.stdout.write(line('render 100', 100, small.render));
process.stdout.write(line('render 1,000', 1000, large.render));
process.stdout.write(line('render --check 1,000', 1000, large.check));
const growth = large.render.cpuMs / 1000 / (small.render.cpuMs / 100);
const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');
process.stdout.write(
  `1,000 in at most ${bars.seconds} s: ${verdict(large.render.wallMs <= bars.seconds * 1000)}; ` +
    `in ${bars.megabytes} MB: ${verdict(large.render.megabytes <= bars.megabytes)}; ` +
    `cost of one at most ${bars.growth} times that at 100: ${growth.toFixed(2)}, ${verdict(growth <= bars.growth)}\n`,
);

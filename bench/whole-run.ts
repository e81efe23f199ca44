import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const imprint = resolve(import.meta.dirname, '../dist/cli/main.js');

/** What one whole run of `imprint` took. */
export interface Run {
  readonly wallMs: number;
  /** Time of the processor, which other work on the machine does not lengthen. */
  readonly cpuMs: number;
  readonly megabytes: number;
}

/** Prints what the process took, on file descriptor 3, when it ends. */
const report = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
   process.on('exit', () => {
     const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
     writeSync(3, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 }));
   });`,
)}`;

/** Runs `imprint` in a folder and measures the process. */
export function runWhole(folder: string, args: readonly string[]): Run {
  const start = process.hrtime.bigint();
  const { status, stderr, output } = spawnSync(process.execPath, ['--import', report, imprint, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const wallMs = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`imprint ${args.join(' ')} failed: ${stderr}`);
  // Written by `report` above.
  return { wallMs, ...(JSON.parse(String(output[3])) as Omit<Run, 'wallMs'>) };
}

/** The best times of several runs, and the most memory. */
export function bestOf(runs: readonly Run[]): Run {
  return {
    wallMs: Math.min(...runs.map(({ wallMs }) => wallMs)),
    cpuMs: Math.min(...runs.map(({ cpuMs }) => cpuMs)),
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
  };
}

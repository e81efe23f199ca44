import { spawnSync } from 'node:child_process';

/** A command line to time. */
export interface Case {
  readonly name: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Largest ratio to an empty node process that the project promises; absent: none. */
  readonly bar?: number;
}

/** Best times of a case. */
export interface Measurement {
  readonly name: string;
  readonly bestMs: number;
  /** Best time over the best time of `node -e 0` in the same rounds. */
  readonly ratio: number;
  readonly peakMegabytes: number;
  readonly bar?: number;
}

const empty: Case = { name: 'node -e 0', args: ['-e', '0'] };

/**
 * Runs every case `rounds` times as a whole process, all cases in turn, so that a slow moment of the machine hits all alike,
 * and keeps the best time of each. A case that fails (exit code over 1) stops the run.
 */
export function measure(cases: readonly Case[], rounds: number): readonly Measurement[] {
  const all = [empty, ...cases];
  const best = new Map<string, { ms: number; megabytes: number }>();
  for (let round = 0; round < rounds; round += 1) {
    for (const item of all) {
      const once = runOnce(item);
      const known = best.get(item.name);
      best.set(item.name, {
        ms: Math.min(once.ms, known?.ms ?? Number.POSITIVE_INFINITY),
        megabytes: Math.max(once.megabytes, known?.megabytes ?? 0),
      });
    }
  }
  const emptyMs = best.get(empty.name)?.ms ?? 1;
  return all.map(({ name, bar }) => {
    const { ms, megabytes } = best.get(name) ?? { ms: 0, megabytes: 0 };
    return { name, bestMs: ms, ratio: ms / emptyMs, peakMegabytes: megabytes, ...(bar !== undefined && { bar }) };
  });
}

/** Reports its own peak memory on file descriptor 3 when it ends. */
const preload = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));',
)}`;

function runOnce({ name, args, cwd }: Case): { ms: number; megabytes: number } {
  const start = process.hrtime.bigint();
  const timed = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (timed.status === null || timed.status > 1) throw new Error(`${name} failed: ${timed.stderr.toString()}`);
  // Memory is taken in a run of its own: the preload costs time.
  const weighed = spawnSync(process.execPath, ['--import', preload, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return { ms, megabytes: Number(weighed.output[3]?.toString() ?? 0) / 1024 };
}

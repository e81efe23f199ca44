import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The built program. */
export const program: string = join(import.meta.dirname, '../../dist/cli/main.js');

/** What a run of the program came to. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code; null when a signal ended it. */
  readonly status: number | null;
}

/** Runs the built program as a process, without a terminal and without the machine's own settings. */
export function runImprint(
  words: readonly string[],
  options: { cwd?: string; input?: string; env?: Record<string, string> } = {},
): Run {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...words], {
    cwd: options.cwd ?? import.meta.dirname,
    input: options.input ?? '',
    env: { PATH: process.env['PATH'] ?? '', ...options.env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { stdout, stderr, status };
}

import type { ExitCode } from '../command.ts';
import { createProcessIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

/** Runs a command line on the real terminal. */
export function runProcess(argv: readonly string[], version: string): Promise<ExitCode> {
  return runCli(argv, (color) => createProcessIo(color, version));
}

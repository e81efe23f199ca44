import { setFlagsFromString } from 'node:v8';
import type { ExitCode } from '../command.ts';
import { createProcessIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

/** Runs a command line on the real terminal. */
export function runProcess(argv: readonly string[], version: string): Promise<ExitCode> {
  // Most runs last a fraction of a second: V8's optimizing compiler would start on code that is done before it is. Measured over a hundred
  // modules, waiting longer before it starts takes a third off the time.
  setFlagsFromString('--interrupt-budget=2000000');
  return runCli(argv, (color) => createProcessIo(color, version));
}

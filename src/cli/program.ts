import type { ExitCode } from './command.ts';
import { runProcess } from './framework/run-process.ts';
import { version } from './framework/version.ts';

/** Runs a command line, without the name of the program; every failure ends here and becomes an exit code. */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await runProcess(argv, version);
  } catch (error) {
    const { showFailure } = await import('./framework/failure.ts');
    return showFailure(error, argv, version);
  }
}

#!/usr/bin/env node
import type { ExitCode } from './command.ts';
import { version } from './framework/version.ts';

const argv = process.argv.slice(2);

// Answered here, before anything else is loaded: shells and scripts ask for it often.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) process.stdout.write(`${version}\n`);
else process.exitCode = await run();

/** Runs the command line; every failure ends here and becomes an exit code. */
async function run(): Promise<ExitCode> {
  try {
    const { runProcess } = await import('./framework/run-process.ts');
    return await runProcess(argv, version);
  } catch (error) {
    const { showFailure } = await import('./framework/failure.ts');
    return showFailure(error, argv, version);
  }
}

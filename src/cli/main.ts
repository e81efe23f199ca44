#!/usr/bin/env node
import { openCompiledProgram } from './framework/compiled-program.ts';
import { version } from './framework/version.ts';

const argv = process.argv.slice(2);

// Answered here, before anything else is loaded: shells and scripts ask for it often.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) process.stdout.write(`${version}\n`);
else void run();

async function run(): Promise<void> {
  const { runProgram } = openCompiledProgram(argv, __dirname) ?? (await import('./program.ts'));
  process.exitCode = await runProgram(argv);
}

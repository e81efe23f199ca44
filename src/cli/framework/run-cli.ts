import type { ExitCode, Io } from '../command.ts';
import { commandTable } from './command-table.ts';
import { parseArguments } from './parse-arguments.ts';
import { routeCommand } from './subcommands.ts';

/**
 * Runs one command line and answers with its exit code. `createIo` gets what `--color` or `--no-color` said.
 * Failures are thrown (`ImprintError`), user faults are reported by the command itself.
 */
export async function runCli(argv: readonly string[], createIo: (color: boolean | undefined) => Io): Promise<ExitCode> {
  const route = routeCommand(argv, commandTable);
  switch (route.kind) {
    case 'version': {
      const io = createIo(undefined);
      io.stdout.write(`${io.version}\n`);
      return 0;
    }
    case 'overview': {
      const { overviewHelp } = await import('./help.ts');
      const { stdout } = createIo(route.color);
      stdout.write(overviewHelp(route.entries, stdout.columns));
      return 0;
    }
    case 'command': {
      const command = await route.entry.load();
      const options = parseArguments(command, route.words);
      const io = createIo(options.isSet('color'));
      if (options.isSet('help') !== true) return command.run(options, io);
      const { commandHelp } = await import('./help.ts');
      io.stdout.write(commandHelp(command, io.stdout.columns));
      return 0;
    }
  }
}

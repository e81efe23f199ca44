import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandSummaries } from '../../src/cli/framework/command-summaries.ts';
import { commandTable } from '../../src/cli/framework/command-table.ts';
import { commandHelp } from '../../src/cli/framework/help.ts';
import { globalOptions, parseArguments } from '../../src/cli/framework/parse-arguments.ts';
import { routeCommand } from '../../src/cli/framework/subcommands.ts';
import { version } from '../../src/cli/framework/version.ts';

const root = join(import.meta.dirname, '../..');

describe('the table of commands', () => {
  it('has every command there is a file for', () => {
    const files = readdirSync(join(root, 'src/cli/commands')).map((file) => file.replace(/\.ts$/, ''));
    expect(commandTable.map(({ name }) => name.replace(' ', '-')).sort()).toEqual(files.sort());
  });

  it('knows the version of the package', () => {
    expect(version).toBe(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
  });

  describe.each(commandTable)('$name', (entry) => {
    it('says what the command itself says', async () => {
      const command = await entry.load();
      expect({ name: command.name, summary: command.summary }).toEqual({
        name: entry.name,
        summary: commandSummaries[entry.name],
      });
    });

    it('has examples that are understood', async () => {
      const { examples } = await entry.load();
      expect(examples.length).toBeGreaterThan(0);
      for (const { command } of examples) {
        const [program, ...words] = shellWords(command);
        expect(program).toBe('imprint');
        const route = routeCommand(words, commandTable);
        expect(route).toMatchObject({ kind: 'command', entry: { name: entry.name } });
        if (route.kind === 'command') parseArguments(await entry.load(), route.words);
      }
    });

    it('names each option once, and none of those every command has', async () => {
      const names = [...(await entry.load()).options, ...globalOptions].flatMap(({ name, short }) => [
        name,
        ...(short === undefined ? [] : [short]),
      ]);
      expect(new Set(names).size).toBe(names.length);
    });

    it('has a help of lines that fit', async () => {
      const long = commandHelp(await entry.load(), 80)
        .split('\n')
        .filter((line) => line.length > 80 && !line.startsWith('  imprint '));
      expect(long).toEqual([]);
    });
  });
});

/** The words of the part of an example's pipeline that runs imprint, without redirections; quotes hold words together. */
function shellWords(line: string): string[] {
  const words: readonly string[] = line.match(/'[^']*'|"[^"]*"|[^\s'"|<>#]+|[|<>#]/g) ?? [];
  const start = words.indexOf('imprint');
  const rest = words.slice(Math.max(start, 0));
  const end = rest.findIndex((word) => /^[|<>#]$/.test(word));
  return (end < 0 ? rest : rest.slice(0, end)).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
}

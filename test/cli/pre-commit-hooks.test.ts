import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandTable } from '../../src/cli/framework/command-table.ts';
import { parseArguments } from '../../src/cli/framework/parse-arguments.ts';
import { routeCommand } from '../../src/cli/framework/subcommands.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
  readonly language: string;
  readonly pass_filenames: boolean;
}

const hooks: readonly Hook[] = parse(readFileSync(join(import.meta.dirname, '../../.pre-commit-hooks.yaml'), 'utf8'));

describe.each([...hooks])('the pre-commit hook $id', ({ entry, files, language, pass_filenames }) => {
  it('runs a command line that is understood', async () => {
    const [program, ...words] = entry.split(' ');
    expect({ program, language, pass_filenames }).toEqual({
      program: 'imprint',
      language: 'node',
      pass_filenames: false,
    });
    const route = routeCommand(words, commandTable);
    if (route.kind !== 'command') throw new Error(`${entry} is no command`);
    parseArguments(await route.entry.load(), route.words);
  });

  it('runs for documents of a workspace, wherever it lies, and for nothing else', () => {
    const pattern = new RegExp(files);
    const ours = [
      'imprint.yaml',
      'infra/imprint.yaml',
      'blueprints/a/blueprint.yaml',
      'x/blueprints/a/environments/dev.yaml',
    ];
    expect(ours.filter((file) => !pattern.test(file))).toEqual([]);
    expect(['README.md', 'src/main.ts', 'myimprint.yaml'].filter((file) => pattern.test(file))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { CommandEntry } from '../../src/cli/framework/command-table.ts';
import { routeCommand } from '../../src/cli/framework/subcommands.ts';

const entry = (name: string, alias?: string): CommandEntry => ({
  name,
  ...(alias !== undefined && { alias }),
  load: () => Promise.reject(new Error('not loaded by routing')),
});
const table = [entry('validate', 'lint'), entry('trace value'), entry('trace line'), entry('explain')];
const route = (...argv: string[]) => routeCommand(argv, table);

describe('routeCommand', () => {
  it.each([
    [['validate', 'dev'], 'validate', ['dev']],
    [['lint', '--format', 'json'], 'validate', ['--format', 'json']],
    [['trace', 'value', 'dev', '/region'], 'trace value', ['dev', '/region']],
    [['--no-color', 'validate', 'dev'], 'validate', ['--no-color', 'dev']],
    [['validate', '-h'], 'validate', ['-h']],
    [['help', 'trace', 'line'], 'trace line', ['--help']],
    [['--help', 'validate'], 'validate', ['--help']],
    [['validate', '1.10', '007', '12345678901234567890', ''], 'validate', ['1.10', '007', '12345678901234567890', '']],
    [['validate', 'validate'], 'validate', ['validate']],
  ])('%j', (argv, name, words) => {
    expect(route(...argv)).toMatchObject({ kind: 'command', entry: { name }, words });
  });

  it('lists everything, or what stands below a first word', () => {
    expect(route('--help')).toMatchObject({ kind: 'overview', entries: table });
    expect(route('help')).toMatchObject({ kind: 'overview', entries: table });
    expect(route('trace', '--help')).toMatchObject({
      kind: 'overview',
      entries: [{ name: 'trace value' }, { name: 'trace line' }],
    });
    expect(route('--version', '--no-color')).toEqual({ kind: 'version' });
  });

  it.each([
    [[], 'no command given'],
    [['bogus'], "unknown command 'bogus'"],
    [['validat'], "unknown command 'validat'; did you mean 'imprint validate'?"],
    [['trace'], "'imprint trace' needs one of: value, line"],
    [['trace', 'vlaue'], "unknown command 'trace vlaue'; did you mean 'imprint trace value'?"],
    [['--format', 'json', 'validate'], 'unknown option --format before the command'],
    [['-x'], 'unknown option -x before the command'],
    [['--'], 'unknown option -- before the command'],
    [[''], "unknown command ''"],
    [['__proto__'], "unknown command '__proto__'"],
    [['toString'], "unknown command 'toString'"],
  ])('refuses %j', (argv, message) => {
    expect(() => route(...argv)).toThrow(message);
  });
});

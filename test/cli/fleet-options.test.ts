import { describe, expect, it } from 'vitest';
import { maxFailuresOption, readMaxFailures } from '../../src/cli/deployments/fleet-options.ts';
import { parseArguments } from '../../src/cli/framework/parse-arguments.ts';
import { UsageError } from '../../src/errors.ts';

/** The number that `--max-failures` means for a fleet of 30. */
function read(...words: string[]): number {
  const command = { name: 'deploy', arguments: '', options: [maxFailuresOption] };
  return readMaxFailures(parseArguments(command, words), 30);
}

describe('--max-failures', () => {
  it.each<[readonly string[], number]>([
    [[], 30],
    [['--max-failures', '0'], 0],
    [['--max-failures', '3'], 3],
    [['--max-failures', '10%'], 3],
    [['--max-failures', '99%'], 29],
    [['--max-failures', '0%'], 0],
  ])('%j is %i of 30', (words, number) => {
    expect(read(...words)).toBe(number);
  });

  it.each(['', '-1', '1.5', '101%', 'ten', '10 %', '9999999'])('refuses %j', (text) => {
    expect(() => read(`--max-failures=${text}`)).toThrow(UsageError);
  });
});

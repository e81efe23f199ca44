import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadEngines } from '../../../src/hcl/functions/load-engines.ts';
import { printValue } from '../../../src/hcl/print.ts';
import { evaluateText } from './evaluate-text.ts';
import { expressions } from './expressions.ts';

interface Recorded {
  readonly expression: string;
  /** What terraform printed; absent when it refused. */
  readonly output?: string;
  /** Summary of its first error. */
  readonly error?: string;
}

const recorded: readonly Recorded[] = readFileSync(new URL('expected.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

const engines = await loadEngines(expressions);

/** Where we differ from the real console on purpose; every entry says why. */
const departures: Readonly<Record<string, string>> = {};

describe('expressions, as the real terraform console evaluates them', () => {
  it('has an answer on record for every expression', () => {
    expect(recorded.map(({ expression }) => expression)).toEqual(expressions);
  });

  it.each(recorded.filter(({ expression }) => departures[expression] === undefined))(
    '$expression',
    ({ expression, output }) => {
      const { value, faults } = evaluateText(expression, { engines });
      const messages = faults.map(({ message }) => message);
      if (output === undefined)
        expect({ printed: printValue(value), messages }).toMatchObject({ messages: [expect.any(String)] });
      else expect({ printed: printValue(value), messages }).toEqual({ printed: output, messages: [] });
    },
  );
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadEngines } from '../../../src/hcl/functions/load-engines.ts';
import { printValue } from '../../../src/hcl/values/print.ts';
import { unknownValue } from '../../../src/hcl/values/values.ts';
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

/** Answers about values that are known only after apply, of whatever type. */
const ofUnknown: readonly Recorded[] = readFileSync(new URL('unknown.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Where we differ from the real console on purpose; every entry says why. */
const departures: Readonly<Record<string, string>> = {
  'length(toset([unknown_text])) == 0':
    'the number of distinct unknown elements is not bounded from below: it stays unknown',
};

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

describe('what follows from unknown values, as in the real terraform console', () => {
  const names = { unknown_text: unknownValue({ kind: 'any' }), unknown: unknownValue({ kind: 'any' }) };
  const departs = (expression: string): boolean => departures[expression] !== undefined;

  it.each(ofUnknown.filter(({ expression }) => !departs(expression)))('$expression', ({ expression, output }) => {
    const { value, faults } = evaluateText(expression, { engines, names });
    const messages = faults.map(({ message }) => message);
    if (output === undefined) expect(messages).toHaveLength(1);
    else expect({ printed: printValue(value), messages }).toEqual({ printed: output, messages: [] });
  });
});

import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/hcl/value.ts';
import { parseNumber } from '../../../src/hcl/values/number-text.ts';
import { boolValue, nullAny, numberValue, stringValue, unknownAny } from '../../../src/hcl/values/values.ts';
import type { ValueRule } from '../../../src/terraform/facts/facts.ts';
import { checkValue } from '../../../src/terraform/provider-checks/check-value.ts';

function number(text: string): Value {
  const parsed = parseNumber(text);
  if (parsed === undefined) throw new Error(`${text} is no number`);
  return numberValue(parsed);
}

const refused: readonly (readonly [string, Value, ValueRule, string, string])[] = [
  ['a text that is not listed', stringValue('C'), { enum: ['A', 'B', ''] }, 'value-not-allowed', 'one of "A" or "B"'],
  ['a text where one is listed', stringValue('C'), { enum: ['A'] }, 'value-not-allowed', '"A"'],
  ['another case', stringValue('a'), { enum: ['A'] }, 'value-not-allowed', '"A"'],
  ['a number that is not listed', number('3'), { enum: [1, 2] }, 'value-not-allowed', 'one of 1 or 2'],
  ['too few bytes', stringValue('a'), { minLength: 2 }, 'value-length', 'at least 2 characters'],
  ['nothing', stringValue(''), { minLength: 1 }, 'value-length', 'a text that is not empty'],
  [
    'too many bytes in few letters',
    stringValue('éé'),
    { minLength: 1, maxLength: 3 },
    'value-length',
    '1 to 3 characters',
  ],
  ['too much', stringValue('abc'), { maxLength: 2 }, 'value-length', 'at most 2 characters'],
  ['what does not match', stringValue('A'), { pattern: '^[a-z]$' }, 'value-pattern', 'a text that matches `^[a-z]$`'],
  ['what matches', stringValue('a'), { notPattern: '^a' }, 'value-pattern', 'a text that does not match `^a`'],
  ['another format', stringValue('x'), { format: 'cidr' }, 'value-format', 'an address range such as `10.0.0.0/8`'],
  ['a fraction', number('1.5'), { integer: true, minimum: 5 }, 'type-mismatch', 'a whole number'],
  ['a small number', number('0'), { minimum: 1 }, 'value-range', 'at least 1'],
  ['a large number', number('3'), { maximum: 2 }, 'value-range', 'at most 2'],
  ['a number outside', number('-1'), { minimum: 0, maximum: 2 }, 'value-range', 'a number from 0 to 2'],
  ['an excluded end', number('0'), { above: 0, maximum: 1, expected: 'more' }, 'value-range', 'more'],
  [
    'a number between ranges',
    number('3'),
    {
      ranges: [
        [1, 2],
        [4, 5],
      ],
      expected: 'else',
    },
    'value-range',
    'else',
  ],
  ['a failed test', boolValue(false), { test: (value) => value === true, expected: 'true' }, 'value-format', 'true'],
];

const taken: readonly (readonly [string, Value, ValueRule])[] = [
  ['an empty text that is listed', stringValue(''), { enum: ['A', ''] }],
  ['an empty text that is allowed', stringValue(''), { enum: ['A'], allowEmpty: true }],
  ['either case where that is allowed', stringValue('a'), { enum: ['A'], ignoreCase: true }],
  ['bytes at the limit', stringValue('é'), { minLength: 2, maxLength: 2 }],
  ['a pattern found in the middle', stringValue('xay'), { pattern: 'a' }],
  ['a pattern that is not understood', stringValue('x'), { pattern: '(?i)a' }],
  ['a format that is not known', stringValue('x'), JSON.parse('{"format":"of-tomorrow"}')],
  ['a whole number written with a fraction', number('2.0'), { integer: true }],
  ['the ends of a range', number('2'), { minimum: 2, maximum: 2 }],
  ['a huge number without limits', number('1e400'), { minimum: 0 }],
  ['what is unknown', unknownAny, { enum: ['A'], minLength: 5 }],
  ['null', nullAny, { enum: ['A'], minLength: 5 }],
  ['what is only checked somehow', stringValue('x'), { checked: true }],
];

describe('a value', () => {
  it.each(refused)('is refused for %s', (_, value, rule, code, expected) => {
    expect(checkValue(value, rule)).toMatchObject({ code, expected });
  });

  it.each(taken)('may be %s', (_, value, rule) => {
    expect(checkValue(value, rule)).toBeUndefined();
  });

  it('comes with what was probably meant', () => {
    expect(checkValue(stringValue('STANDRD'), { enum: ['STANDARD', 'PREMIUM'] })?.hint).toBe('write "STANDARD"');
    expect(checkValue(stringValue('standard'), { enum: ['STANDARD', 'PREMIUM'] })?.hint).toBe('write "STANDARD"');
    expect(checkValue(stringValue('zzz'), { enum: ['STANDARD', 'PREMIUM'] })?.hint).toBeUndefined();
  });

  it('is told a common pattern in words', () => {
    const fault = checkValue(stringValue('A'), { pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$' });
    expect(fault?.expected).toBe(
      'lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen (`^[a-z]([-a-z0-9]*[a-z0-9])?$`)',
    );
  });

  it('is described in the words of the rule where it has some', () => {
    expect(checkValue(stringValue('A'), { pattern: '^[a-z]$', expected: 'a small letter' })?.expected).toBe(
      'a small letter',
    );
  });
});

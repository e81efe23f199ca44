import { expect, it } from 'vitest';
import { parseConstraint, satisfies } from '../../../src/terraform/config/version-constraint.ts';

it.each([
  ['1.5.7', '>= 1.3, < 2.0', true],
  ['1.5.7', '~> 1.5', true],
  ['1.6.0', '~> 1.5', true],
  ['2.0.0', '~> 1.5', false],
  ['1.6.0', '~> 1.5.0', false],
  ['1.5.7', '1.5.7', true],
  ['1.5.7', '= 1.5', false],
  ['1.5.7', '!= 1.5.7', false],
  ['1.10.0', '> 1.9', true],
  ['1.5.7', '<= 1.5.6', false],
])('%s satisfies %s: %s', (version, text, expected) => {
  expect(satisfies(version, parseConstraint(text) ?? [])).toBe(expected);
});

it.each(['', 'latest', '>> 1', '1.x', '>= 1.5,'])('does not read "%s"', (text) => {
  expect(parseConstraint(text)).toBeUndefined();
});

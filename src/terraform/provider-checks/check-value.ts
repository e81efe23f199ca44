import { suggest } from '../../diagnostics/suggest.ts';
import type { BigFloat, Value } from '../../hcl/value.ts';
import { isInteger, toDouble } from '../../hcl/values/number.ts';
import { stringValue } from '../../hcl/values/values.ts';
import { compilePattern } from '../../regex/pattern.ts';
import type { ValueRule } from '../facts/facts.ts';
import { formats } from './formats.ts';
import { describePattern } from './pattern-words.ts';
import { oneOf } from './shown-value.ts';
import type { ValueFault } from './value-rule.ts';

/** The first reason for which the provider refuses a known text, number or bool; undefined when it takes it, or when it is none of these. */
export function checkValue(value: Value, rule: ValueRule): ValueFault | undefined {
  const fault = findFault(value, rule);
  return fault !== undefined && rule.isWarning === true ? { ...fault, isWarning: true } : fault;
}

function findFault(value: Value, rule: ValueRule): ValueFault | undefined {
  switch (value.kind) {
    case 'string':
      return checkText(value.value, rule);
    case 'number':
      return checkNumber(value.value, rule);
    case 'bool':
      return checkTest(value.value, rule);
    default:
      return undefined;
  }
}

/** Why a map key is refused. */
export function checkKey(key: string, rule: ValueRule): ValueFault | undefined {
  return checkValue(stringValue(key), rule);
}

function checkText(text: string, rule: ValueRule): ValueFault | undefined {
  if (text === '' && rule.allowEmpty === true) return undefined;
  return (
    checkEnum(text, rule) ??
    checkLength(text, rule) ??
    checkPatterns(text, rule) ??
    checkFormat(text, rule) ??
    checkTest(text, rule)
  );
}

function checkEnum(text: string, rule: ValueRule): ValueFault | undefined {
  const choices = rule.enum;
  if (choices === undefined || choices.includes(text)) return undefined;
  const names = choices.filter((choice) => choice !== '').map(String);
  if (rule.ignoreCase === true && names.some((name) => name.toLowerCase() === text.toLowerCase())) return undefined;
  const meant = suggest(text, names);
  return {
    code: 'value-not-allowed',
    expected: rule.expected ?? (names.length === 1 ? oneOf(names) : `one of ${oneOf(names)}`),
    ...(meant === undefined ? {} : { hint: `write ${JSON.stringify(meant)}` }),
  };
}

/** Go counts the bytes of a text. */
function checkLength(text: string, { minLength, maxLength, expected }: ValueRule): ValueFault | undefined {
  if (minLength === undefined && maxLength === undefined) return undefined;
  const bytes = Buffer.byteLength(text);
  if (bytes >= (minLength ?? 0) && bytes <= (maxLength ?? Number.POSITIVE_INFINITY)) return undefined;
  return { code: 'value-length', expected: expected ?? lengthWords(minLength, maxLength) };
}

function lengthWords(minimum: number | undefined, maximum: number | undefined): string {
  if (maximum === undefined) return minimum === 1 ? 'a text that is not empty' : `at least ${minimum} characters`;
  return minimum === undefined ? `at most ${maximum} characters` : `${minimum} to ${maximum} characters`;
}

function checkPatterns(text: string, { pattern, notPattern, expected }: ValueRule): ValueFault | undefined {
  if (pattern !== undefined && compilePattern(pattern)?.test(text) === false)
    return { code: 'value-pattern', expected: expected ?? describePattern(pattern) };
  if (notPattern !== undefined && compilePattern(notPattern)?.test(text) === true)
    return { code: 'value-pattern', expected: expected ?? `a text that does not match \`${notPattern}\`` };
  return undefined;
}

function checkFormat(text: string, { format, expected }: ValueRule): ValueFault | undefined {
  // Facts of a later version may name a format that this one does not know.
  const known = format === undefined ? undefined : (formats[format] as (typeof formats)[typeof format] | undefined);
  if (known === undefined || known.test(text)) return undefined;
  return { code: 'value-format', expected: expected ?? known.expected };
}

function checkTest(value: string | boolean, { test, expected }: ValueRule): ValueFault | undefined {
  if (test === undefined || test(value)) return undefined;
  return { code: 'value-format', expected: expected ?? 'another value' };
}

function checkNumber(value: BigFloat, rule: ValueRule): ValueFault | undefined {
  if (rule.integer === true && !isInteger(value)) return { code: 'type-mismatch', expected: 'a whole number' };
  const number = toDouble(value);
  const { minimum, maximum, above, ranges } = rule;
  if (rule.enum !== undefined && !rule.enum.includes(number))
    return { code: 'value-not-allowed', expected: `one of ${oneOf(rule.enum)}` };
  const isWithin =
    number >= (minimum ?? Number.NEGATIVE_INFINITY) &&
    number <= (maximum ?? Number.POSITIVE_INFINITY) &&
    (above === undefined || number > above) &&
    (ranges === undefined || ranges.some(([low, high]) => number >= low && number <= high));
  return isWithin ? undefined : { code: 'value-range', expected: rule.expected ?? rangeWords(minimum, maximum) };
}

function rangeWords(minimum: number | undefined, maximum: number | undefined): string {
  if (maximum === undefined) return `at least ${minimum}`;
  return minimum === undefined ? `at most ${maximum}` : `a number from ${minimum} to ${maximum}`;
}

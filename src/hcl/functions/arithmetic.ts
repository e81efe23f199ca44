import type { BigFloat, Value } from '../value.ts';
import { add, isNumber } from '../values/arithmetic.ts';
import { tryConvert } from '../values/convert.ts';
import { bitLength, fromDouble, isInteger, makeFloat, signOf, toDouble, truncate } from '../values/number.ts';
import { parseNumber } from '../values/number-text.ts';
import { anyType, numberType } from '../values/types.ts';
import { integerValue, numberValue } from '../values/values.ts';
import { integerAt, itemsAt, number, numberAt, textAt } from './arguments.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';
import { ofOne } from './numeric.ts';

/** Sums, powers, logarithms, signs, and numbers of other bases. */
export const arithmeticFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'sum',
    parameters: [{ name: 'list', type: anyType, whole: true }],
    returns: numberType,
    evaluate: (args) => sumOf(itemsAt(args, 0)),
  },
  ofOne('signum', (value) => {
    if (!isInteger(value) || bitLength(truncate(value)) > 63) {
      throw new FunctionFault('a whole number of at most 63 bits is required', 0);
    }
    return makeFloat(BigInt(signOf(value)), 0, 64);
  }),
  {
    name: 'pow',
    parameters: [number('num'), number('power')],
    returns: numberType,
    evaluate: (args) => numberValue(asDouble(toDouble(numberAt(args, 0)) ** toDouble(numberAt(args, 1)))),
  },
  {
    name: 'log',
    parameters: [number('num'), number('base')],
    returns: numberType,
    evaluate: (args) =>
      numberValue(asDouble(Math.log(toDouble(numberAt(args, 0))) / Math.log(toDouble(numberAt(args, 1))))),
  },
  {
    name: 'parseint',
    parameters: [{ name: 'number', type: anyType }, number('base')],
    returns: numberType,
    evaluate: (args) => parseInteger(textAt(args, 0), integerAt(args, 1)),
  },
];

function asDouble(value: number): BigFloat {
  if (Number.isNaN(value)) throw new FunctionFault('the result is not a number');
  return fromDouble(value);
}

function parseInteger(text: string, base: number): Value {
  if (base < 2 || base > 62) throw new FunctionFault('the base must be from 2 to 62', 1);
  const negative = text.startsWith('-');
  const digits = text.replace(/^[+-]/, '');
  let result = 0n;
  for (const digit of digits) {
    const value = digitValue(digit, base);
    if (value === undefined) throw new FunctionFault(`"${text}" is not a whole number in base ${base}`, 0);
    result = result * BigInt(base) + BigInt(value);
  }
  if (digits === '') throw new FunctionFault(`"${text}" is not a whole number in base ${base}`, 0);
  const exact = parseNumber(result.toString());
  return exact === undefined
    ? integerValue(result)
    : numberValue(negative ? { ...exact, mantissa: -exact.mantissa } : exact);
}

// Up to base 36 upper and lower case mean the same; above, upper case comes after lower case.
function digitValue(digit: string, base: number): number | undefined {
  const code = digit.codePointAt(0) ?? 0;
  let value: number | undefined;
  if (code >= 48 && code <= 57) value = code - 48;
  else if (code >= 97 && code <= 122) value = code - 87;
  else if (code >= 65 && code <= 90) value = base <= 36 ? code - 55 : code - 29;
  return value !== undefined && value < base ? value : undefined;
}

function sumOf(items: readonly Value[]): Value {
  const [first, ...rest] = items.map((item) => {
    const number = item.kind === 'null' ? undefined : tryConvert(item, numberType);
    if (number?.kind !== 'number') throw new FunctionFault('all elements must be numbers', 0);
    return number.value;
  });
  if (first === undefined) throw new FunctionFault('the list is empty', 0);
  let total = first;
  for (const next of rest) {
    const result = add(total, next);
    if (!isNumber(result)) throw new FunctionFault(result.undefined);
    total = result;
  }
  return numberValue(total);
}

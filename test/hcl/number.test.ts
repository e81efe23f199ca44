import { describe, expect, it } from 'vitest';
import type { BigFloat } from '../../src/hcl/value.ts';
import { add, divide, isNumber, multiply, subtract } from '../../src/hcl/values/arithmetic.ts';
import { compareNumbers, fromDouble, makeFloat, toDouble } from '../../src/hcl/values/number.ts';
import { formatNumber, parseNumber } from '../../src/hcl/values/number-text.ts';
import { fc } from '../properties.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }), fc.integer({ min: -40, max: 40 }))
  .map(([digits, exponent]) => `${digits}e${exponent}`);
const number = (text: string): BigFloat => parseNumber(text) ?? makeFloat(0n, 0);
const result = (value: ReturnType<typeof add>): BigFloat => (isNumber(value) ? value : makeFloat(0n, 0));

describe('512-bit numbers', () => {
  it('print so that they read back as the same number', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const value = number(text);
        expect(compareNumbers(number(formatNumber(value)), value)).toBe(0);
      }),
    );
  });

  it('print quotients in as few digits as read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }), (a, b) => {
        const quotient = result(divide(makeFloat(a, 0), makeFloat(b, 0)));
        const text = formatNumber(quotient);
        expect(compareNumbers(number(text), quotient)).toBe(0);
        const shorter = text.includes('.') ? text.slice(0, -1) : '';
        if (shorter !== '') expect(compareNumbers(number(shorter), quotient)).not.toBe(0);
      }),
    );
  });

  it('hold every 64-bit float exactly', () => {
    fc.assert(
      fc.property(finite, (value) => {
        expect(toDouble(fromDouble(value))).toBe(value);
        expect(Number(formatNumber(fromDouble(value)))).toBe(value);
      }),
    );
  });

  it('are exact for whole numbers of up to 512 bits', () => {
    const whole = fc.bigInt({ min: -(2n ** 250n), max: 2n ** 250n });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const [left, right] = [makeFloat(a, 0), makeFloat(b, 0)];
        const unsigned = (text: string) => text.replace(/^-0$/, '0');
        expect(formatNumber(result(add(left, right)))).toBe((a + b).toString());
        expect(formatNumber(result(subtract(left, right)))).toBe((a - b).toString());
        expect(unsigned(formatNumber(result(multiply(left, right))))).toBe((a * b).toString());
      }),
    );
  });

  it.each(['', '.', 'e5', '1e', '0x10', '1_0', ' 1', '1 ', '--1', 'NaN', '1e999999999'])('do not read "%s"', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });
});

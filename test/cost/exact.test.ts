import { describe, expect, it } from 'vitest';
import {
  add,
  compareExact,
  decimalText,
  divide,
  fraction,
  inParts,
  multiply,
  parseExact,
  subtract,
} from '../../src/cost/exact.ts';
import { costsOf, exactMoney, shownMoney, sumCosts } from '../../src/cost/money.ts';
import { fc } from '../properties.ts';

const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([top, bottom]) => fraction(top, bottom));

describe('exact numbers', () => {
  it('reads decimals without loss, and nothing else', () => {
    const texts = ['0', '12.00', '0.0000025', '1e-7', '2.5e+3', '-3.5'];
    expect(texts.map((text) => decimalText(parseExact(text) ?? fraction(99n)))).toEqual([
      ...['0', '12', '0.0000025', '0.0000001', '2500', '-3.5'],
    ]);
    expect(['', '.5', '1.', '1,5', 'NaN', '0x10', '1e9999', ' 1'].map(parseExact)).toEqual(Array(8).fill(undefined));
  });

  it('reads every number of JavaScript as its shortest decimal', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (value) => {
        const read = parseExact(String(value));
        expect(Number(decimalText(read ?? fraction(-1n), 340))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('adds and multiplies as numbers do: in any order, and back again', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, c) => {
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.top !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
        expect(Math.sign(compareExact(a, b))).toBe(-Math.sign(compareExact(b, a)) + 0);
      }),
    );
  });

  it('rounds halves away from zero', () => {
    expect(
      [fraction(1, 2), fraction(-1, 2), fraction(3, 2), fraction(49, 100)].map((value) => inParts(value, 1n)),
    ).toEqual([1n, -1n, 2n, 0n]);
  });
});

describe('money', () => {
  it('sums to the same however the parts are ordered', () => {
    const amounts = fc.array(number.filter(({ top }) => top >= 0n));
    fc.assert(
      fc.property(amounts, (all) => {
        const costs = all.map(costsOf);
        expect(sumCosts(costs.toReversed())).toEqual(sumCosts(costs));
      }),
    );
  });

  it('is shown in cents, what is less with its first digits, and exactly for programs', () => {
    const shown = ['16588.8', '0.005', '0.0049', '0.00002', '0', '1234567.891'].map((text) => {
      const { monthly } = costsOf(parseExact(text) ?? fraction(0));
      return [shownMoney(monthly), exactMoney(monthly)];
    });
    expect(shown).toEqual([
      ['16,588.80', '16588.800000000'],
      ['0.01', '0.005000000'],
      ['0.0049', '0.004900000'],
      ['0.000020', '0.000020000'],
      ['0.00', '0.000000000'],
      ['1,234,567.89', '1234567.891000000'],
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueOption } from '../src/risk/black-scholes.ts';
import { isSemidefinite, multiplyCorrelation } from '../src/risk/covariance.ts';
import {
  concentration,
  dailyDeviations,
  historicalRisk,
  parametricRisk,
  portfolioBeta,
  riskScore,
} from '../src/risk/measures.ts';
import { normalProbability, normalQuantile } from '../src/risk/normal.ts';
import { addUpPositions, type Position } from '../src/risk/portfolio.ts';

const question = { confidence: 0.99, horizonDays: 1 };

const position: fc.Arbitrary<Position> = fc.record({
  symbol: fc.constantFrom('AAPL', 'MSFT', 'GOOG', 'AMZN'),
  quantity: fc.integer({ min: -10_000, max: 10_000 }).filter((quantity) => quantity !== 0),
  price: fc.integer({ min: 1, max: 100_000 }).map((cents) => cents / 100),
});
const positions = fc.array(position, { minLength: 1, maxLength: 12 });
const correlation = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

function valueAtRisk(held: readonly Position[], defaultCorrelation: number): number {
  const { exposures } = addUpPositions(held);
  const deviations = dailyDeviations(
    exposures.map(({ amount }) => amount),
    exposures.map(({ symbol }) => 0.1 + symbol.length / 20),
  );
  return parametricRisk(
    deviations,
    { symbols: exposures.map(({ symbol }) => symbol), defaultCorrelation, pairs: [] },
    question,
  ).var;
}

describe('risk of a portfolio', () => {
  test('does not change when all quantities are negated, and net exposure flips', () => {
    fc.assert(
      fc.property(positions, correlation, (held, rho) => {
        const negated = held.map((row) => ({ ...row, quantity: -row.quantity }));
        expect(valueAtRisk(negated, rho)).toBeCloseTo(valueAtRisk(held, rho), 6);
        expect(addUpPositions(negated).net).toBeCloseTo(-addUpPositions(held).net, 6);
      }),
    );
  });

  test('grows with the absolute factor quantities are scaled by', () => {
    fc.assert(
      fc.property(
        positions,
        correlation,
        fc.integer({ min: -9, max: 9 }).filter((factor) => factor !== 0),
        (held, rho, factor) => {
          const scaled = held.map((row) => ({ ...row, quantity: factor * row.quantity }));
          expect(valueAtRisk(scaled, rho)).toBeCloseTo(Math.abs(factor) * valueAtRisk(held, rho), 4);
        },
      ),
    );
  });

  test('does not change when a position is split in two rows', () => {
    fc.assert(
      fc.property(positions, correlation, fc.nat(), (held, rho, pick) => {
        const index = pick % held.length;
        const split = held.flatMap((row, at) =>
          at === index ? [row, row].map((half) => ({ ...half, quantity: row.quantity / 2 })) : [row],
        );
        expect(valueAtRisk(split, rho)).toBeCloseTo(valueAtRisk(held, rho), 6);
      }),
    );
  });

  test('is nothing for a pair that hedges itself', () => {
    const risk = parametricRisk(
      [2844.18, -2844.18],
      { symbols: ['A', 'B'], defaultCorrelation: 1, pairs: [] },
      question,
    );
    expect(risk).toEqual({ dailyDeviation: 0, var: 0, expectedShortfall: 0, components: [0, 0] });
  });

  test('has components that add up to it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 8 }),
        correlation,
        (deviations, rho) => {
          const symbols = deviations.map((_, index) => `S${index}`);
          const risk = parametricRisk(deviations, { symbols, defaultCorrelation: rho, pairs: [] }, question);
          expect(risk.components.reduce((sum, component) => sum + component, 0)).toBeCloseTo(risk.var, 6);
        },
      ),
    );
  });
});

describe('correlations', () => {
  test('multiply as the matrix they stand for', () => {
    const model = {
      symbols: ['A', 'B', 'C'],
      defaultCorrelation: 0.2,
      pairs: [{ first: 0, second: 2, correlation: -0.5 }],
    };
    const matrix = [
      [1, 0.2, -0.5],
      [0.2, 1, 0.2],
      [-0.5, 0.2, 1],
    ];
    const vector = [3, -4, 5];
    const expected = matrix.map((row) => row.reduce((sum, value, column) => sum + value * (vector[column] ?? 0), 0));
    multiplyCorrelation(model, vector).forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] ?? 0, 12);
    });
  });

  test.each([
    { what: 'one pair alone, opposed', symbols: 2, rho: 0.5, pairs: [[0, 1, -1]], is: true },
    { what: 'an opposed pair that a third symbol moves with', symbols: 3, rho: 0.5, pairs: [[0, 1, -1]], is: false },
    {
      what: 'two alike, and a third that differs from one of them',
      symbols: 3,
      rho: 0,
      pairs: [
        [0, 1, 1],
        [1, 2, 0.9],
        [0, 2, -0.9],
      ],
      is: false,
    },
    {
      what: 'the same with what follows',
      symbols: 3,
      rho: 0,
      pairs: [
        [0, 1, 1],
        [1, 2, 0.9],
        [0, 2, 0.9],
      ],
      is: true,
    },
    { what: 'a thousand others beside a pair', symbols: 1002, rho: 0.3, pairs: [[0, 1, 0.9]], is: true },
    { what: 'a thousand others that a pair contradicts', symbols: 1002, rho: 0.9, pairs: [[0, 1, 0.1]], is: false },
  ] as const)('are possible or not: $what', ({ symbols, rho, pairs, is }) => {
    const model = {
      symbols: Array.from({ length: symbols }, (_, index) => `S${index}`),
      defaultCorrelation: rho,
      pairs: pairs.map(([first, second, value]) => ({ first, second, correlation: value })),
    };
    expect(isSemidefinite(model)).toBe(is);
  });

  test('that are called possible give no portfolio a negative variance', () => {
    const pairs = fc.tuple(
      ...Array.from({ length: 3 }, () => fc.integer({ min: -10, max: 10 }).map((tenth) => tenth / 10)),
    );
    fc.assert(
      fc.property(
        pairs,
        correlation,
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }),
        ([a, b, c], rho, vector) => {
          const model = {
            symbols: ['A', 'B', 'C', 'D', 'E'],
            defaultCorrelation: rho,
            pairs: [
              { first: 0, second: 1, correlation: a ?? 0 },
              { first: 0, second: 2, correlation: b ?? 0 },
              { first: 1, second: 2, correlation: c ?? 0 },
            ],
          };
          fc.pre(isSemidefinite(model));
          const variance = multiplyCorrelation(model, vector).reduce(
            (sum, value, index) => sum + value * (vector[index] ?? 0),
            0,
          );
          expect(variance).toBeGreaterThanOrEqual(-1e-6);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('distribution and options', () => {
  test('the quantile undoes the probability', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (probability) => {
        expect(Math.abs(normalProbability(normalQuantile(probability)) - probability)).toBeLessThan(1e-13);
      }),
    );
  });

  test('the tails meet what lies between them, and end', () => {
    expect(normalProbability(-6)).toBeCloseTo(9.865876e-10, 15);
    expect(normalProbability(-6.0000001) / normalProbability(-6)).toBeCloseTo(1, 5);
    expect([normalProbability(40), normalProbability(-40)]).toEqual([1, 0]);
  });

  test.each([0, 1, -0.1, Number.NaN])('there is no quantile of %s', (probability) => {
    expect(() => normalQuantile(probability)).toThrow(RangeError);
  });

  test('a call less a put is the forward (put-call parity)', () => {
    const price = fc.integer({ min: 50, max: 200 });
    fc.assert(
      fc.property(
        price,
        price,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 60 }),
        (spot, strike, quarters, percent) => {
          const option = {
            spot,
            strike,
            years: quarters / 4,
            rate: 0.03,
            dividendYield: 0.01,
            volatility: percent / 100,
          };
          const call = valueOption({ ...option, type: 'call' });
          const put = valueOption({ ...option, type: 'put' });
          const forward = spot * Math.exp(-0.01 * option.years) - strike * Math.exp(-0.03 * option.years);
          expect(call.price - put.price).toBeCloseTo(forward, 9);
        },
      ),
    );
  });
});

describe('other measures', () => {
  test('history: the ceil(N(1-a))-th worst day, and the mean of those', () => {
    const returns = [Array.from({ length: 500 }, (_, day) => (day - 250) / 10_000)];
    expect(historicalRisk([10_000], returns, question)).toEqual({ var: 246, expectedShortfall: 248 });
    expect(historicalRisk([10_000], [[0.01, 0.02]], question)).toEqual({ var: 0, expectedShortfall: 0 });
  });

  test('concentration is 1 for one holding and 1/n for n alike', () => {
    expect([concentration([]), concentration([1]), concentration([0.25, 0.25, 0.25, 0.25])]).toEqual([0, 1, 0.25]);
  });

  test('beta is weighted by exposure over gross, and missing when one is', () => {
    const exposures = [
      { amount: 150, beta: 1.2 },
      { amount: -50, beta: 0.8 },
    ];
    expect(portfolioBeta(exposures, 200)).toBeCloseTo(0.7, 12);
    expect(portfolioBeta([...exposures, { amount: 1, beta: undefined }], 201)).toBeUndefined();
  });

  test('the score is 0 without risk, 1 at the allowed loss and never above', () => {
    expect([riskScore(0, 100, 0.1), riskScore(5, 0, 0.1), riskScore(1e9, 100, 0.1)]).toEqual([0, 0, 1]);
    expect(riskScore(2844.18, 150_500, 0.1)).toBeCloseTo(0.50368, 5);
  });
});

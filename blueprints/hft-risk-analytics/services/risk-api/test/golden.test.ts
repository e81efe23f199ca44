import { describe, expect, test } from 'vitest';
import golden from '../../golden-vectors.json' with { type: 'json' };
import { type EuropeanOption, valueOption } from '../src/risk/black-scholes.ts';
import { concentration, dailyDeviations, parametricRisk } from '../src/risk/measures.ts';
import { normalQuantile } from '../src/risk/normal.ts';
import { addUpPositions } from '../src/risk/portfolio.ts';

interface ExpectedRisk {
  readonly confidence: number;
  readonly horizon_days: number;
  readonly var?: string;
  readonly expected_shortfall?: string;
  readonly components?: Readonly<Record<string, string>>;
}

/** Agrees in every digit that is written down. */
function expectDigits(actual: number | undefined, digits: string): void {
  const decimals = digits.split('.')[1]?.length ?? 0;
  expect((actual ?? Number.NaN).toFixed(decimals), digits).toBe(digits);
}

describe('the reference values', () => {
  describe.each(golden.parametric)('$name', (vector) => {
    const portfolio = addUpPositions(vector.positions);
    const symbols = portfolio.exposures.map((exposure) => exposure.symbol);
    const model = {
      symbols,
      defaultCorrelation: 0,
      pairs: vector.correlations.map(({ first, second, correlation }) => ({
        first: symbols.indexOf(first),
        second: symbols.indexOf(second),
        correlation,
      })),
    };
    const deviations = dailyDeviations(
      portfolio.exposures.map((exposure) => exposure.amount),
      portfolio.exposures.map((exposure) => exposure.volatility ?? Number.NaN),
    );

    test('has its exposure and concentration', () => {
      const hhi = concentration(portfolio.weights.map(({ weight }) => weight));
      expectDigits(portfolio.gross, vector.gross);
      expectDigits(portfolio.net, vector.net);
      expectDigits(hhi, vector.hhi);
      expectDigits(1 / hhi, vector.effective_positions);
    });

    test.each<ExpectedRisk>(vector.expected)('has its risk at $confidence over $horizon_days days', (expected) => {
      const risk = parametricRisk(deviations, model, {
        confidence: expected.confidence,
        horizonDays: expected.horizon_days,
      });
      expectDigits(risk.dailyDeviation, vector.daily_deviation);
      if (expected.var !== undefined) expectDigits(risk.var, expected.var);
      if (expected.expected_shortfall !== undefined) expectDigits(risk.expectedShortfall, expected.expected_shortfall);
      for (const [symbol, digits] of Object.entries(expected.components ?? {})) {
        expectDigits(risk.components[symbols.indexOf(symbol)], digits);
      }
      expect(risk.components.reduce((sum, component) => sum + component, 0)).toBeCloseTo(risk.var, 6);
    });
  });

  test.each(golden.factors)('has the factors of $confidence', ({ confidence, quantile, shortfall }) => {
    const unit = parametricRisk(
      [1],
      { symbols: ['A'], defaultCorrelation: 0, pairs: [] },
      { confidence, horizonDays: 1 },
    );
    expectDigits(normalQuantile(confidence), quantile);
    expectDigits(unit.var, quantile);
    expectDigits(unit.expectedShortfall, shortfall);
  });

  test.each(golden.options)('has the value of a $name', ({ option, expected }) => {
    const { dividend_yield: dividendYield, type, ...rest } = option;
    const value = valueOption({ ...rest, dividendYield, type: type as EuropeanOption['type'] });
    for (const [name, digits] of Object.entries(expected)) expectDigits(value[name as keyof typeof value], digits);
  });
});

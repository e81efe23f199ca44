import type { Method, RequestPosition, RiskRequest } from '../http/request-schema.ts';
import type { CorrelationModel } from '../risk/covariance.ts';
import {
  dailyDeviations,
  historicalRisk,
  type ParametricRisk,
  parametricRisk,
  type TailQuestion,
  type TailRisk,
} from '../risk/measures.ts';
import type { Portfolio } from '../risk/portfolio.ts';
import type { Settings } from '../settings.ts';
import { readCorrelations, readPortfolio, readReturns } from './read-request.ts';

/** Something the caller should know of an answer that is given nevertheless. */
export interface Warning {
  /** Stable; for machines. */
  readonly code: string;
  readonly message: string;
}

/** A portfolio with what its own CPU can calculate of its risk. */
export interface Assessment {
  readonly portfolio: Portfolio;
  readonly positionCount: number;
  readonly question: TailQuestion;
  readonly methods: readonly Method[];
  readonly model: CorrelationModel;
  /** Standard deviations of one day by symbol, signed, in the order of `model.symbols`. */
  readonly deviations: readonly number[];
  /** Always calculated: score, volatility and components come from it. */
  readonly parametric: ParametricRisk;
  /** Undefined unless asked for. */
  readonly historical: TailRisk | undefined;
  readonly warnings: readonly Warning[];
}

/** What is assumed of a symbol or pair nobody said anything of. */
export type Assumptions = Pick<Settings, 'defaultVolatility' | 'defaultCorrelation'>;

/** Methods, confidence and horizon of a request that does not name them. */
export const requestDefaults = {
  methods: ['parametric'],
  confidence: 0.99,
  horizonDays: 1,
  paths: 100_000,
  seed: 0,
  baseCurrency: 'USD',
} as const;

const fewDays = 500;

/**
 * Calculates a portfolio's risk; the same arguments always give the same result.
 *
 * @param positions of the request, or those stored
 * @throws Problem (422) for a request that fits its schema and makes no sense
 */
export function assess(
  request: RiskRequest,
  positions: readonly RequestPosition[],
  assumptions: Assumptions,
  now: Date,
): Assessment {
  const market = request.market_data ?? {};
  const methods = request.methods ?? requestDefaults.methods;
  const question = {
    confidence: request.confidence ?? requestDefaults.confidence,
    horizonDays: request.horizon_days ?? requestDefaults.horizonDays,
  };
  const portfolio = readPortfolio(positions, now);
  const symbols = portfolio.exposures.map(({ symbol }) => symbol);
  const amounts = portfolio.exposures.map(({ amount }) => amount);
  const model = readCorrelations(symbols, market, assumptions.defaultCorrelation);
  const volatilities = portfolio.exposures.map(({ volatility }) => volatility ?? assumptions.defaultVolatility);
  const deviations = dailyDeviations(amounts, volatilities);
  const returns = methods.includes('historical') ? readReturns(symbols, market) : undefined;
  return {
    portfolio,
    positionCount: positions.length,
    question,
    methods,
    model,
    deviations,
    parametric: parametricRisk(deviations, model, question),
    historical: returns && historicalRisk(amounts, returns, question),
    warnings: [
      ...warnOfVolatility(portfolio, assumptions.defaultVolatility),
      ...(market.default_correlation === undefined ? warnOfCorrelation(model) : []),
      ...warnOfMethod(portfolio, returns?.[0]?.length),
    ],
  };
}

function warnOfVolatility(portfolio: Portfolio, assumed: number): Warning[] {
  const symbols = portfolio.exposures.filter(({ volatility }) => volatility === undefined).map(({ symbol }) => symbol);
  if (symbols.length === 0) return [];
  const listed = symbols.slice(0, 10).join(', ') + (symbols.length > 10 ? ` and ${symbols.length - 10} more` : '');
  return [{ code: 'assumed-volatility', message: `no volatility of ${listed}: ${assumed} a year is assumed` }];
}

function warnOfCorrelation({ symbols, pairs, defaultCorrelation }: CorrelationModel): Warning[] {
  const missing = (symbols.length * (symbols.length - 1)) / 2 - pairs.length;
  if (missing === 0) return [];
  return [
    { code: 'assumed-correlation', message: `no correlation of ${missing} pairs: ${defaultCorrelation} is assumed` },
  ];
}

function warnOfMethod(portfolio: Portfolio, days: number | undefined): Warning[] {
  const warnings: Warning[] = [];
  if (portfolio.greeks !== undefined)
    warnings.push({
      code: 'linear-options',
      message: 'options count by their delta: a large move has an effect that is not in it',
    });
  if (days !== undefined && days < fewDays)
    warnings.push({ code: 'short-history', message: `${days} days are few for a tail: take ${fewDays} or more` });
  return warnings;
}

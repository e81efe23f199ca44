import { type Fault, Problem } from '../http/problem.ts';
import type { RequestMarketData, RequestPosition, RiskRequest } from '../http/request-schema.ts';
import { type CorrelatedPair, type CorrelationModel, isSemidefinite } from '../risk/covariance.ts';
import { addUpPositions, ConflictError, type Portfolio, type Position } from '../risk/portfolio.ts';

const yearMs = 365 * 86_400_000;

/** Symbols with a correlation of their own; the check of their matrix takes the third power of it. */
const mostCorrelated = 200;

/**
 * The positions of a request as the calculation wants them, added up.
 *
 * @param now expiries are counted from it
 * @throws Problem (422) naming every position that makes no sense
 */
export function readPortfolio(positions: readonly RequestPosition[], now: Date): Portfolio {
  const faults = positions.flatMap((position, index): Fault[] =>
    position.price === 0 && position.option === undefined
      ? [{ path: `/positions/${index}/price`, code: 'price', message: 'has to be above 0, but for an option' }]
      : [],
  );
  if (faults.length > 0) throw semanticProblem(faults);
  try {
    return addUpPositions(positions.map((position) => toPosition(position, now)));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    throw semanticProblem([
      { path: `/positions/${error.index}/${error.field}`, code: 'conflict', message: error.message },
    ]);
  }
}

function toPosition(position: RequestPosition, now: Date): Position {
  const { fx_rate: fxRate, option, ...same } = position;
  return {
    ...same,
    ...(fxRate !== undefined && { fxRate }),
    ...(option !== undefined && {
      option: {
        underlying: option.underlying,
        type: option.type,
        spot: option.spot,
        strike: option.strike,
        years: Math.max(0, (Date.parse(option.expiry) - now.getTime()) / yearMs),
        rate: option.rate ?? 0,
        dividendYield: option.dividend_yield ?? 0,
        impliedVolatility: option.implied_vol,
      },
    }),
  };
}

/**
 * Correlations between the symbols of a portfolio; those of other symbols are left out.
 *
 * @throws Problem (422) for pairs that contradict each other
 */
export function readCorrelations(
  symbols: readonly string[],
  market: RequestMarketData,
  defaultCorrelation: number,
): CorrelationModel {
  const position = new Map(symbols.map((symbol, index) => [symbol, index]));
  const pairs = new Map<string, CorrelatedPair>();
  const faults: Fault[] = [];
  for (const [index, { first, second, correlation }] of (market.correlations ?? []).entries()) {
    const path = `/market_data/correlations/${index}`;
    const [low, high] = [position.get(first), position.get(second)].sort((a, b) => (a ?? 0) - (b ?? 0));
    const key = `${low} ${high}`;
    if (first === second) faults.push({ path, code: 'same-symbol', message: 'has to be of two symbols' });
    else if (pairs.has(key))
      faults.push({ path, code: 'duplicate', message: `gives ${first} and ${second} a second correlation` });
    else if (low !== undefined && high !== undefined) pairs.set(key, { first: low, second: high, correlation });
  }
  const model = {
    symbols,
    defaultCorrelation: market.default_correlation ?? defaultCorrelation,
    pairs: [...pairs.values()],
  };
  if (faults.length > 0) throw semanticProblem(faults);
  const correlated = new Set(model.pairs.flatMap(({ first, second }) => [first, second]));
  if (correlated.size > mostCorrelated) {
    const message = `name ${correlated.size} symbols of the portfolio, of at most ${mostCorrelated}`;
    throw semanticProblem([{ path: '/market_data/correlations', code: 'too-many', message }]);
  }
  if (!isSemidefinite(model)) {
    const message = `contradict each other, or the ${model.defaultCorrelation} of all other pairs: some portfolio would have a negative variance`;
    throw semanticProblem([{ path: '/market_data/correlations', code: 'not-semidefinite', message }]);
  }
  return model;
}

/**
 * Past returns in the order of `symbols`.
 *
 * @throws Problem (422) when a symbol has none, or lists differ in length
 */
export function readReturns(symbols: readonly string[], market: RequestMarketData): (readonly number[])[] {
  const returns = new Map(Object.entries(market.returns ?? {}));
  const found = symbols.map((symbol) => returns.get(symbol) ?? []);
  const missing = symbols.filter((_, index) => found[index]?.length === 0);
  if (missing.length > 0) {
    const message = `the historical method needs returns of ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`;
    throw semanticProblem([{ path: '/market_data/returns', code: 'missing-returns', message }]);
  }
  const lengths = new Set(found.map((list) => list.length));
  if (lengths.size > 1) {
    throw semanticProblem([
      { path: '/market_data/returns', code: 'lengths', message: 'have to be of the same days, so of one length' },
    ]);
  }
  return found;
}

/**
 * @throws Problem (422) when a method is asked for that this deployment does not have
 */
export function checkMethods(request: RiskRequest, hasInference: boolean): void {
  const index = request.methods?.indexOf('monte_carlo') ?? -1;
  if (index < 0 || hasInference) return;
  const message = 'needs an inference server, and this deployment has none';
  throw semanticProblem([{ path: `/methods/${index}`, code: 'method-unavailable', message }]);
}

function semanticProblem(faults: readonly Fault[]): Problem {
  const rest = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return new Problem(422, 'unprocessable-request', `${faults[0]?.path} ${faults[0]?.message}${rest}`, {
    faults: faults.slice(0, 20),
  });
}

import { type EuropeanOption, type OptionValue, valueOption } from './black-scholes.ts';

/** A position as the request or the table of positions has it. */
export interface Position {
  readonly symbol: string;
  /** Units; negative for a short position, never 0. */
  readonly quantity: number;
  /** Of one unit, in its own currency. */
  readonly price: number;
  /** Units of the underlying in one unit of the instrument; absent is 1. */
  readonly multiplier?: number;
  /** Base currency for one of the price's currency; absent is 1. */
  readonly fxRate?: number;
  /** Annual volatility of the symbol's returns (of the underlying's, for an option); absent takes the default, with a warning. */
  readonly volatility?: number;
  /** Of the symbol (the underlying, for an option) against the benchmark; absent leaves the portfolio without one. */
  readonly beta?: number;
  /** Absent: unknown. */
  readonly sector?: string;
  /** Present for an option; its price, delta and risk are those of its underlying. */
  readonly option?: PositionOption;
}

/** What makes a position an option. */
export interface PositionOption extends Omit<EuropeanOption, 'volatility'> {
  /** Symbol whose price moves it. */
  readonly underlying: string;
  readonly impliedVolatility: number;
}

/** What moves by one symbol's returns, all positions of it together. */
export interface Exposure {
  readonly symbol: string;
  /** Change of the portfolio's value when the symbol's price doubles, to the first order; base currency. */
  readonly amount: number;
  /** Annual; undefined: no position tells it. */
  readonly volatility: number | undefined;
  readonly beta: number | undefined;
}

/** A portfolio, added up. */
export interface Portfolio {
  /** By symbol, in alphabetical order. */
  readonly exposures: readonly Exposure[];
  /** Sum of absolute market values of the symbols held. */
  readonly gross: number;
  readonly net: number;
  readonly long: number;
  /** Not negative. */
  readonly short: number;
  /** Absolute market value by instrument, as a share of gross; the largest first. Empty when gross is 0. */
  readonly weights: readonly { readonly symbol: string; readonly weight: number }[];
  /** The same by sector; positions without one are under `unknown`. */
  readonly sectors: Readonly<Record<string, number>>;
  /** Sensitivities of all options together; undefined when there is none. */
  readonly greeks: Omit<OptionValue, 'price'> | undefined;
}

/** Two positions say different things of one symbol. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  /** Position in the list that contradicts an earlier one. */
  readonly index: number;
  readonly field: 'volatility' | 'beta';

  constructor(index: number, field: 'volatility' | 'beta', symbol: string) {
    super(`${symbol} has two values of ${field}`);
    this.index = index;
    this.field = field;
  }
}

/**
 * Adds positions up: rows of one symbol are one holding, so that splitting a position changes nothing.
 *
 * @throws ConflictError when rows of one symbol differ in volatility or beta
 */
export function addUpPositions(positions: readonly Position[]): Portfolio {
  const exposures = new Map<string, Exposure>();
  const values = new Map<string, number>();
  const sectorOf = new Map<string, string>();
  let greeks: Omit<OptionValue, 'price'> | undefined;
  for (const [index, position] of positions.entries()) {
    const units = position.quantity * (position.multiplier ?? 1) * (position.fxRate ?? 1);
    values.set(position.symbol, (values.get(position.symbol) ?? 0) + units * position.price);
    if (position.sector !== undefined) sectorOf.set(position.symbol, position.sector);
    const option = position.option;
    const value = option && valueOption({ ...option, volatility: option.impliedVolatility });
    if (value !== undefined) greeks = addGreeks(greeks, value, units);
    const amount = option && value ? units * value.delta * option.spot : units * position.price;
    addExposure(exposures, index, { ...pickFacts(position), symbol: option?.underlying ?? position.symbol, amount });
  }
  return { ...addUpValues(values, sectorOf), exposures: sortBySymbol([...exposures.values()]), greeks };
}

function pickFacts(position: Position): Pick<Exposure, 'volatility' | 'beta'> {
  return { volatility: position.volatility, beta: position.beta };
}

function addExposure(exposures: Map<string, Exposure>, index: number, added: Exposure): void {
  const before = exposures.get(added.symbol);
  if (before === undefined) {
    exposures.set(added.symbol, added);
    return;
  }
  for (const field of ['volatility', 'beta'] as const) {
    if (before[field] !== undefined && added[field] !== undefined && before[field] !== added[field]) {
      throw new ConflictError(index, field, added.symbol);
    }
  }
  exposures.set(added.symbol, {
    symbol: added.symbol,
    amount: before.amount + added.amount,
    volatility: before.volatility ?? added.volatility,
    beta: before.beta ?? added.beta,
  });
}

function addGreeks(
  sum: Omit<OptionValue, 'price'> | undefined,
  value: OptionValue,
  units: number,
): Omit<OptionValue, 'price'> {
  return {
    delta: (sum?.delta ?? 0) + units * value.delta,
    gamma: (sum?.gamma ?? 0) + units * value.gamma,
    vega: (sum?.vega ?? 0) + units * value.vega,
    theta: (sum?.theta ?? 0) + units * value.theta,
    rho: (sum?.rho ?? 0) + units * value.rho,
  };
}

function addUpValues(
  values: ReadonlyMap<string, number>,
  sectorOf: ReadonlyMap<string, string>,
): Omit<Portfolio, 'exposures' | 'greeks'> {
  let long = 0;
  let short = 0;
  for (const value of values.values()) {
    if (value > 0) long += value;
    else short -= value;
  }
  const gross = long + short;
  const weights =
    gross === 0 ? [] : [...values].map(([symbol, value]) => ({ symbol, weight: Math.abs(value) / gross }));
  weights.sort((a, b) => b.weight - a.weight || compareText(a.symbol, b.symbol));
  const sectors = new Map<string, number>();
  for (const { symbol, weight } of weights) {
    const sector = sectorOf.get(symbol) ?? 'unknown';
    sectors.set(sector, (sectors.get(sector) ?? 0) + weight);
  }
  return { gross, net: long - short, long, short, weights, sectors: Object.fromEntries(sectors) };
}

function sortBySymbol(exposures: Exposure[]): Exposure[] {
  return exposures.sort((a, b) => compareText(a.symbol, b.symbol));
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

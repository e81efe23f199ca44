import { type CorrelationModel, multiplyCorrelation } from './covariance.ts';
import { normalDensity, normalQuantile } from './normal.ts';

/** Trading days of a year: annual volatility divided by the root of it is daily. */
export const tradingDays = 252;

/** Value at risk and expected shortfall of one method. */
export interface TailRisk {
  /** Loss that is exceeded with one minus the confidence; base currency. */
  readonly var: number;
  /** Mean loss beyond it. */
  readonly expectedShortfall: number;
}

/** The delta-normal method's results. */
export interface ParametricRisk extends TailRisk {
  /** Standard deviation of one day's profit and loss. */
  readonly dailyDeviation: number;
  /** Share of every symbol in `var`, in the order of the model's symbols; they add up to it. */
  readonly components: readonly number[];
}

/** How sure, and for how long. */
export interface TailQuestion {
  /** Such as 0.99. */
  readonly confidence: number;
  /** Whole trading days; risk grows with their root, which holds for returns that are independent and alike. */
  readonly horizonDays: number;
}

/**
 * Standard deviations of one day's profit and loss by symbol, with the exposure's sign.
 *
 * @param amounts exposures; `volatilities` are annual, in the same order
 */
export function dailyDeviations(amounts: readonly number[], volatilities: readonly number[]): number[] {
  return amounts.map((amount, index) => (amount * (volatilities[index] ?? 0)) / Math.sqrt(tradingDays));
}

/**
 * Delta-normal risk with a mean of 0; a portfolio hedged to nothing has none.
 *
 * @param deviations as `dailyDeviations` gives them, in the order of the model's symbols
 * @see Jorion, Value at Risk, on delta-normal valuation and component VaR; McNeil, Frey and Embrechts for expected shortfall
 */
export function parametricRisk(
  deviations: readonly number[],
  model: CorrelationModel,
  question: TailQuestion,
): ParametricRisk {
  const product = multiplyCorrelation(model, deviations);
  const variance = deviations.reduce((sum, deviation, index) => sum + deviation * (product[index] ?? 0), 0);
  // What cancels out leaves a rest of rounding, of either sign.
  const scale = deviations.reduce((sum, deviation) => sum + Math.abs(deviation), 0);
  const dailyDeviation = variance <= 1e-14 * scale * scale ? 0 : Math.sqrt(variance);
  const quantile = normalQuantile(question.confidence);
  const horizon = Math.sqrt(question.horizonDays);
  return {
    dailyDeviation,
    var: quantile * dailyDeviation * horizon,
    expectedShortfall: (normalDensity(quantile) / (1 - question.confidence)) * dailyDeviation * horizon,
    components: deviations.map((deviation, index) =>
      dailyDeviation === 0 ? 0 : (quantile * horizon * deviation * (product[index] ?? 0)) / dailyDeviation,
    ),
  };
}

/**
 * Risk by applying past returns to today's exposures: of N days the ceil(N (1 - confidence))-th worst is the value at
 * risk, the mean of that many worst ones the expected shortfall. Neither is below 0.
 *
 * @param returns one list for each symbol, all of one length above 0, oldest first
 */
export function historicalRisk(
  amounts: readonly number[],
  returns: readonly (readonly number[])[],
  question: TailQuestion,
): TailRisk {
  const days = returns[0]?.length ?? 0;
  const losses = Array.from({ length: days }, (_, day) =>
    amounts.reduce((loss, amount, index) => loss - amount * (returns[index]?.[day] ?? 0), 0),
  ).sort((a, b) => b - a);
  // 500 * (1 - 0.99) is a little above 5 in binary.
  const count = Math.max(1, Math.ceil(days * (1 - question.confidence) - 1e-9));
  const worst = losses.slice(0, count);
  const horizon = Math.sqrt(question.horizonDays);
  return {
    var: Math.max(0, worst.at(-1) ?? 0) * horizon,
    expectedShortfall: Math.max(0, worst.reduce((sum, loss) => sum + loss, 0) / count) * horizon,
  };
}

/**
 * The concentration of weights that add up to 1: the sum of their squares, 1 for a single holding, 0 for none.
 */
export function concentration(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight * weight, 0);
}

/**
 * The portfolio's sensitivity to the benchmark: its exposures weighted with their betas, as a share of gross.
 *
 * Gross, not net: a hedged portfolio would otherwise have an infinite one. Undefined when a beta is missing, 0 when gross is 0.
 */
export function portfolioBeta(
  exposures: readonly { readonly amount: number; readonly beta: number | undefined }[],
  gross: number,
): number | undefined {
  let sum = 0;
  for (const { amount, beta } of exposures) {
    if (beta === undefined) return undefined;
    sum += amount * beta;
  }
  return gross === 0 ? 0 : sum / gross;
}

/**
 * From 0 to 1: how much of the allowed loss the portfolio may lose on a very bad day.
 *
 * One day's parametric expected shortfall at 99 %, as a share of `allowedShare` of gross, at most 1. This scale is the
 * service's own: no standard defines a risk score.
 */
export function riskScore(dailyDeviation: number, gross: number, allowedShare: number): number {
  if (gross === 0) return 0;
  const shortfall = (normalDensity(normalQuantile(0.99)) / 0.01) * dailyDeviation;
  return Math.min(1, shortfall / (allowedShare * gross));
}

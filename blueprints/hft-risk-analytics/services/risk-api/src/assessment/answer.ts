import type { RiskRequest } from '../http/request-schema.ts';
import type { MonteCarloRisk } from '../inference/inference-client.ts';
import { concentration, portfolioBeta, riskScore, type TailRisk, tradingDays } from '../risk/measures.ts';
import type { Metric } from '../store/risk-store.ts';
import { type Assessment, requestDefaults, type Warning } from './assess.ts';

/** Names formulas and assumptions; changes whenever the same request may be answered with other numbers. */
export const modelVersion = 'delta-normal-1.0.0';

/** What an answer says beside the assessment. */
export interface AnswerContext {
  readonly requestId: string;
  readonly now: Date;
  /** Of Monte Carlo; undefined: not asked for, or not to be had. */
  readonly monteCarlo: MonteCarloRisk | undefined;
  readonly allowedLossShare: number;
  /** Beside those of the assessment. */
  readonly warnings: readonly Warning[];
}

/** Results by method, in the order they are shown; only those that were asked for. */
function risksByMethod(assessment: Assessment, monteCarlo: MonteCarloRisk | undefined): [string, TailRisk][] {
  const all: [string, TailRisk | undefined][] = [
    ['parametric', assessment.methods.includes('parametric') ? assessment.parametric : undefined],
    ['historical', assessment.historical],
    ['monte_carlo', monteCarlo],
  ];
  return all.filter((entry): entry is [string, TailRisk] => entry[1] !== undefined);
}

/** The rows to store of a calculation; `VaR_1D` and `ES_1D` are the parametric ones, other methods have theirs behind. */
export function metricsOf(
  assessment: Assessment,
  { monteCarlo, allowedLossShare }: Pick<AnswerContext, 'monteCarlo' | 'allowedLossShare'>,
): Metric[] {
  const { portfolio, question, parametric } = assessment;
  const { confidence, horizonDays } = question;
  const beta = portfolioBeta(portfolio.exposures, portfolio.gross);
  return [
    ...risksByMethod(assessment, monteCarlo).flatMap(([method, risk]): Metric[] => {
      const suffix = `${horizonDays}D${method === 'parametric' ? '' : `_${method}`}`;
      return [
        { type: `VaR_${suffix}`, value: risk.var, confidence, horizonDays },
        { type: `ES_${suffix}`, value: risk.expectedShortfall, confidence, horizonDays },
      ];
    }),
    {
      type: 'risk_score',
      value: riskScore(parametric.dailyDeviation, portfolio.gross, allowedLossShare),
      confidence: 0.99,
      horizonDays: 1,
    },
    { type: 'volatility', value: annualVolatility(assessment) },
    ...(beta === undefined ? [] : [{ type: 'beta', value: beta }]),
    { type: 'exposure_gross', value: portfolio.gross },
    { type: 'exposure_net', value: portfolio.net },
    { type: 'position_count', value: assessment.positionCount },
  ];
}

/** The body of a successful answer, without its timing. */
export function answerOf(
  request: RiskRequest,
  assessment: Assessment,
  context: AnswerContext,
): Record<string, unknown> {
  const { portfolio, parametric, question } = assessment;
  const share = (amount: number): number => (portfolio.gross === 0 ? 0 : amount / portfolio.gross);
  const risks = risksByMethod(assessment, context.monteCarlo);
  const describe = (amount: number): object => ({
    amount,
    pct: share(amount),
    confidence: question.confidence,
    horizon_days: question.horizonDays,
  });
  const marketTime = request.market_data?.as_of;
  return {
    request_id: context.requestId,
    portfolio_id: request.portfolio_id,
    as_of: request.as_of ?? context.now.toISOString(),
    market_data_as_of: marketTime ?? null,
    data_staleness_s:
      marketTime === undefined ? null : Math.max(0, (context.now.getTime() - Date.parse(marketTime)) / 1000),
    model_version: modelVersion,
    engine: context.monteCarlo?.engine ?? 'cpu',
    base_currency: request.base_currency ?? requestDefaults.baseCurrency,
    exposure: {
      gross: portfolio.gross,
      net: portfolio.net,
      long: portfolio.long,
      short: portfolio.short,
      leverage: request.nav === undefined ? null : portfolio.gross / request.nav,
    },
    var: Object.fromEntries(risks.map(([method, risk]) => [method, describe(risk.var)])),
    expected_shortfall: Object.fromEntries(risks.map(([method, risk]) => [method, describe(risk.expectedShortfall)])),
    ...(context.monteCarlo && { standard_error: { monte_carlo: context.monteCarlo.standardError } }),
    volatility: { daily_amount: parametric.dailyDeviation, annual_pct: annualVolatility(assessment) },
    beta: portfolioBeta(portfolio.exposures, portfolio.gross) ?? null,
    risk_score: riskScore(parametric.dailyDeviation, portfolio.gross, context.allowedLossShare),
    component_var: largestComponents(assessment, share),
    greeks: portfolio.greeks ?? null,
    concentration: describeConcentration(assessment),
    warnings: [...assessment.warnings, ...context.warnings],
  };
}

const mostComponents = 100;
const mostWeights = 10;

function largestComponents({ parametric, model }: Assessment, share: (amount: number) => number): object[] {
  return parametric.components
    .map((amount, index) => ({ symbol: model.symbols[index] ?? '', amount, pct: share(amount) }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .slice(0, mostComponents);
}

function describeConcentration({ portfolio }: Assessment): object {
  const hhi = concentration(portfolio.weights.map(({ weight }) => weight));
  return {
    hhi,
    effective_positions: hhi === 0 ? 0 : 1 / hhi,
    top: portfolio.weights.slice(0, mostWeights),
    by_sector: portfolio.sectors,
  };
}

function annualVolatility({ parametric, portfolio }: Assessment): number {
  return portfolio.gross === 0 ? 0 : (parametric.dailyDeviation * Math.sqrt(tradingDays)) / portfolio.gross;
}

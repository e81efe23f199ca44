import type { CorrelationModel } from '../risk/covariance.ts';
import type { TailQuestion, TailRisk } from '../risk/measures.ts';

/** What Monte Carlo gives. */
export interface MonteCarloRisk extends TailRisk {
  /** Of the value at risk; base currency. */
  readonly standardError: number;
  /** What calculated it: `cpu`, `tpu7x` and so on, as the server names it. */
  readonly engine: string;
}

/** What Monte Carlo is asked for. */
export interface MonteCarloQuestion extends TailQuestion {
  readonly deviations: readonly number[];
  readonly model: CorrelationModel;
  readonly paths: number;
  /** The same seed gives the same result on the same engine. */
  readonly seed: number;
}

/** The inference server did not answer, or not with a result. */
export class InferenceError extends Error {
  override readonly name = 'InferenceError';
}

/** The model server, as far as the service calls it. */
export interface Inference {
  /** @throws InferenceError when there is no result, whatever the reason */
  simulate(question: MonteCarloQuestion, signal: AbortSignal): Promise<MonteCarloRisk>;
}

/** The client of the model server in `services/inference`. */
export class InferenceClient implements Inference {
  readonly #url: string;

  /** @param url without a slash at its end */
  constructor(url: string) {
    this.#url = url;
  }

  async simulate(question: MonteCarloQuestion, signal: AbortSignal): Promise<MonteCarloRisk> {
    const { deviations, model, confidence, horizonDays, paths, seed } = question;
    const pairs = model.pairs.map(({ first, second, correlation }) => [first, second, correlation]);
    const instance = {
      deviations,
      default_correlation: model.defaultCorrelation,
      pairs,
      confidence,
      horizon_days: horizonDays,
      paths,
      seed,
    };
    let body: unknown;
    try {
      const response = await fetch(`${this.#url}/predict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ instances: [instance] }),
        signal,
      });
      if (!response.ok) throw new InferenceError(`the inference server answered ${response.status}`);
      body = await response.json();
    } catch (error) {
      if (error instanceof InferenceError) throw error;
      throw new InferenceError('the inference server could not be asked', { cause: error });
    }
    return readPrediction(body);
  }
}

function readPrediction(body: unknown): MonteCarloRisk {
  const { predictions, engine } = (body ?? {}) as { predictions?: unknown; engine?: unknown };
  const prediction: unknown = Array.isArray(predictions) ? predictions[0] : undefined;
  const {
    var: valueAtRisk,
    expected_shortfall: expectedShortfall,
    standard_error: standardError,
  } = (prediction ?? {}) as Record<string, unknown>;
  if (
    !isAmount(valueAtRisk) ||
    !isAmount(expectedShortfall) ||
    !isAmount(standardError) ||
    typeof engine !== 'string'
  ) {
    throw new InferenceError('the inference server answered without a result');
  }
  return { var: valueAtRisk, expectedShortfall, standardError, engine };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

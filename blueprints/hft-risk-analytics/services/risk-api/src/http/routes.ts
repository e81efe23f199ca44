import { createHash, randomUUID } from 'node:crypto';
import { type Histogram, metrics } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerOf, metricsOf, modelVersion } from '../assessment/answer.ts';
import { type Assessment, assess, requestDefaults, type Warning } from '../assessment/assess.ts';
import { checkMethods } from '../assessment/read-request.ts';
import { type Inference, InferenceError, type MonteCarloRisk } from '../inference/inference-client.ts';
import { Problem } from './problem.ts';
import { type RequestPosition, type RiskRequest, riskRequestSchema } from './request-schema.ts';
import type { Dependencies } from './server.ts';

/** Made with the server: instruments made before the exporter is registered would stay empty ones. */
interface Instruments {
  readonly calculation: Histogram;
  readonly inference: Histogram;
}

function makeInstruments(): Instruments {
  const meter = metrics.getMeter('risk-api');
  const inMs = (name: string, description: string): Histogram =>
    meter.createHistogram(name, { unit: 'ms', description });
  return {
    calculation: inMs('risk_api.calculation.duration', 'Time of the calculation alone'),
    inference: inMs('risk_api.inference.duration', 'Time of a call to the inference server'),
  };
}

const readinessTimeoutMs = 2000;
const readinessAgeMs = 10_000;
const mostPortfolios = 10;
const summaryMs = 3_600_000;

/** Adds the routes: `/health`, `/ready`, `/calculate-risk`, `/portfolio-summary`. */
export function registerRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const { settings, store, now } = dependencies;
  const instruments = makeInstruments();
  let isClosing = false;
  let readyUntil = 0;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  // A connection that is kept open would hold the server up long after its last answer.
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });

  app.get('/health', async () => ({ status: 'ok', service: 'risk-api', model_version: modelVersion }));

  app.get('/ready', async () => {
    if (isClosing) throw new Problem(503, 'stopping', 'this instance is stopping');
    if (now().getTime() >= readyUntil) {
      const signal = AbortSignal.timeout(readinessTimeoutMs);
      await within(signal, 'database-unavailable', store.ping(signal));
      readyUntil = now().getTime() + readinessAgeMs;
    }
    return { status: 'ready' };
  });

  app.get('/portfolio-summary', async () => {
    const signal = AbortSignal.timeout(settings.requestTimeoutMs);
    const since = new Date(now().getTime() - summaryMs);
    const portfolios = await within(signal, 'database-unavailable', store.summarise(since, mostPortfolios, signal));
    return { since: since.toISOString(), portfolios };
  });

  app.post<{ Body: RiskRequest }>('/calculate-risk', { schema: { body: riskRequestSchema } }, (request) =>
    calculateRisk(request, dependencies, instruments),
  );
}

async function calculateRisk(
  request: FastifyRequest<{ Body: RiskRequest }>,
  dependencies: Dependencies,
  instruments: Instruments,
): Promise<object> {
  const { settings, store, inference, now } = dependencies;
  const { body } = request;
  const calculatedAt = now();
  const signal = AbortSignal.timeout(settings.requestTimeoutMs);
  const started = performance.now();
  checkMethods(body, inference !== undefined);
  const positions = body.positions ?? (await readStored(body.portfolio_id, dependencies, calculatedAt, signal));
  const read = performance.now();
  const assessment = assess(body, positions, settings, calculatedAt);
  const calculated = performance.now();
  instruments.calculation.record(calculated - read);
  request.facts['calculation_ms'] = calculated - read;
  const server = { inference, time: instruments.inference };
  const { monteCarlo, warnings } = await simulate(request, assessment, server, signal);
  const simulated = performance.now();
  const context = {
    requestId: request.id,
    now: calculatedAt,
    monteCarlo,
    warnings,
    allowedLossShare: settings.allowedLossShare,
  };
  const results = {
    runId: runIdOf(request),
    portfolioId: body.portfolio_id,
    modelVersion,
    calculatedAt,
    metrics: metricsOf(assessment, context),
  };
  await within(signal, 'results-not-stored', store.append(results, signal));
  const stored = performance.now();
  return {
    ...answerOf(body, assessment, context),
    run_id: results.runId,
    timing_ms: {
      data: read - started,
      compute: calculated - read,
      inference: monteCarlo === undefined ? null : simulated - calculated,
      store: stored - simulated,
      total: stored - started,
    },
  };
}

const mostPositions = 10_000;

async function readStored(
  portfolioId: string,
  { store }: Dependencies,
  now: Date,
  signal: AbortSignal,
): Promise<readonly RequestPosition[]> {
  const positions = await within(signal, 'database-unavailable', store.readPositions(portfolioId, now, signal));
  if (positions.length === 0) {
    throw new Problem(404, 'unknown-portfolio', 'the portfolio has no positions today, and the request none either');
  }
  if (positions.length > mostPositions)
    throw new Problem(422, 'too-many-positions', `the portfolio has more than ${mostPositions} positions`);
  return positions.filter(({ quantity }) => quantity !== 0);
}

interface Simulation {
  readonly monteCarlo: MonteCarloRisk | undefined;
  readonly warnings: readonly Warning[];
}

/** Asks the inference server when it has to; when other methods were asked for too, its failure is a warning. */
async function simulate(
  request: FastifyRequest<{ Body: RiskRequest }>,
  assessment: Assessment,
  { inference, time }: { readonly inference: Inference | undefined; readonly time: Histogram },
  signal: AbortSignal,
): Promise<Simulation> {
  if (inference === undefined || !assessment.methods.includes('monte_carlo'))
    return { monteCarlo: undefined, warnings: [] };
  const { question, deviations, model } = assessment;
  const { paths = requestDefaults.paths, seed = requestDefaults.seed } = request.body;
  const started = performance.now();
  try {
    const monteCarlo = await inference.simulate({ ...question, deviations, model, paths, seed }, signal);
    const took = performance.now() - started;
    time.record(took);
    request.facts['inference_ms'] = took;
    return { monteCarlo, warnings: [] };
  } catch (error) {
    if (!(error instanceof InferenceError)) throw error;
    if (signal.aborted || assessment.methods.length === 1) {
      throw new Problem(signal.aborted ? 504 : 503, 'inference-unavailable', 'the inference server does not answer', {
        retryAfterS: 5,
        cause: error,
      });
    }
    request.log.error({ error_type: 'inference-unavailable', err: error }, 'answered without Monte Carlo');
    return {
      monteCarlo: undefined,
      warnings: [
        { code: 'inference-unavailable', message: 'the inference server does not answer: there is no Monte Carlo' },
      ],
    };
  }
}

/** Waits for work on the database: what fails is 503, what takes too long 504, and what cannot be stored 422. */
async function within<T>(signal: AbortSignal, code: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RangeError)
      throw new Problem(422, 'too-large', 'a result is larger than can be stored', { cause: error });
    if (signal.aborted)
      throw new Problem(504, 'deadline', 'the request took too long', { retryAfterS: 1, cause: error });
    const detail =
      code === 'results-not-stored'
        ? 'the results could not be stored, so none are given'
        : 'the database does not answer';
    throw new Problem(503, code, detail, { retryAfterS: 5, cause: error });
  }
}

/** A request with the same Idempotency-Key and body is the same run, so that sending it again stores nothing twice. */
function runIdOf(request: FastifyRequest<{ Body: RiskRequest }>): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return randomUUID();
  return createHash('sha256')
    .update(JSON.stringify([key, request.body]))
    .digest('hex')
    .slice(0, 32);
}

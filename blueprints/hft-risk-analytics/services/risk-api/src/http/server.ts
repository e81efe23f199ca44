import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { Inference } from '../inference/inference-client.ts';
import type { Settings } from '../settings.ts';
import type { RiskStore } from '../store/risk-store.ts';
import { loggerOptions, readTraceContext, traceFields } from '../telemetry/logging.ts';
import { Problem, problemBody, type SchemaError, schemaProblem } from './problem.ts';
import { registerRoutes } from './routes.ts';

/** Everything of the outside that the service uses. */
export interface Dependencies {
  readonly settings: Settings;
  readonly store: RiskStore;
  /** Undefined: no Monte Carlo. */
  readonly inference: Inference | undefined;
  readonly now: () => Date;
  /** Where log lines go; undefined is standard output. */
  readonly logs?: Writable;
}

/** What a log line of a request holds beside its message; handlers add to it. */
export type RequestFacts = Record<string, string | number>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Added to the log line that is written when the request has been answered. */
    facts: RequestFacts;
    span: Span | undefined;
  }
}

const tracer = trace.getTracer('risk-api');

/** The HTTP server, not yet listening. Closing it answers the requests that are running, and refuses new ones with 503. */
export function buildServer(dependencies: Dependencies): FastifyInstance {
  const { settings, logs } = dependencies;
  const app = fastify({
    bodyLimit: settings.bodyLimitBytes,
    requestTimeout: settings.requestTimeoutMs,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: ({ headers }) => readRequestId(headers['x-request-id']),
    logger: { ...loggerOptions(settings.logLevel), ...(logs && { stream: logs }) },
    childLoggerFactory: (logger, bindings, options, request) =>
      logger.child(
        { request_id: bindings['reqId'], ...traceFields(readTraceContext(request.headers), settings.project) },
        options,
      ) as FastifyBaseLogger,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: true } },
    schemaErrorFormatter: (errors) => schemaProblem(errors as SchemaError[]),
  });
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('facts');
  app.decorateRequest('span');
  app.addHook('onRequest', async (request, reply) => {
    request.facts = {};
    request.span = startSpan(request);
    reply
      .header('x-request-id', request.id)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff');
  });
  app.addHook('onResponse', async (request, reply) => {
    logAnswer(request, reply);
    request.span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) request.span?.setStatus({ code: SpanStatusCode.ERROR });
    request.span?.end();
  });
  app.setErrorHandler((error, request, reply) => sendProblem(toProblem(error), error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const problem = new Problem(404, 'unknown-route', 'there is nothing at this address for this method');
    return sendProblem(problem, problem, request, reply);
  });
  registerRoutes(app, dependencies);
  return app;
}

function readRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(header) ? header : randomUUID();
}

function startSpan(request: FastifyRequest): Span {
  const route = request.routeOptions.url ?? 'unknown';
  const attributes = { 'http.request.method': request.method, 'http.route': route };
  const parent = propagation.extract(context.active(), request.headers);
  return tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
}

function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
  const isProbe = request.routeOptions.url === '/health' || request.routeOptions.url === '/ready';
  const fields = {
    ...request.facts,
    httpRequest: {
      requestMethod: request.method,
      requestUrl: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      latency: `${(reply.elapsedTime / 1000).toFixed(6)}s`,
    },
  };
  if (isProbe && reply.statusCode < 400) request.log.debug(fields, 'answered');
  else request.log.info(fields, 'answered');
}

/** What a caller is told of an error; of one nobody expected, nothing. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem(413, 'body-too-large', 'the body is larger than this service takes');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem(415, 'not-json', 'the body has to be application/json');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new Problem(400, 'malformed-json', 'the body is not JSON, or has a key that is not allowed');
    default:
      break;
  }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem(400, 'bad-request', 'the request cannot be read');
  return new Problem(500, 'internal', 'the request could not be answered; its request_id finds it in the logs', {
    cause: error,
  });
}

function sendProblem(problem: Problem, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.facts['error_type'] = problem.code;
  if (problem.status >= 500) request.log.error({ error_type: problem.code, err: error }, 'not answered');
  if (problem.retryAfterS !== undefined) reply.header('retry-after', String(problem.retryAfterS));
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemBody(problem, request.id));
}

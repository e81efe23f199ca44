/** Where a request belongs in Cloud Trace. */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits; undefined: not known. */
  readonly spanId: string | undefined;
  readonly isSampled: boolean;
}

const severities: Readonly<Record<string, string>> = {
  trace: 'DEBUG',
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARNING',
  error: 'ERROR',
  fatal: 'CRITICAL',
};

/** Options of the logger (pino) that make its lines what Cloud Logging understands: severity, message, time. */
export function loggerOptions(level: string): object {
  return {
    level,
    base: { component: 'risk-api' },
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ severity: severities[label] ?? 'DEFAULT' }) },
    serializers: { err: serializeError },
  };
}

/** The class of an error and of its causes, with the newest stack: messages of drivers may quote data, and are left out. */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...('code' in error && { code: String(error.code) }),
    stack: frames.slice(0, 12).join('\n'),
    ...(error.cause !== undefined && { cause: serializeError(error.cause) }),
  };
}

/**
 * The trace a request belongs to, by `traceparent` (W3C) or else `X-Cloud-Trace-Context`; undefined without a valid one.
 *
 * @see https://www.w3.org/TR/trace-context/ and https://cloud.google.com/trace/docs/trace-context
 */
export function readTraceContext(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): TraceContext | undefined {
  const parent = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/.exec(String(headers['traceparent'] ?? ''));
  if (parent !== null) {
    return {
      traceId: parent[1] ?? '',
      spanId: parent[2],
      isSampled: (Number.parseInt(parent[3] ?? '0', 16) & 1) === 1,
    };
  }
  const cloud = /^([0-9a-f]{32})(?:\/(\d{1,20}))?(?:;o=(\d))?/i.exec(String(headers['x-cloud-trace-context'] ?? ''));
  if (cloud === null) return undefined;
  const span = cloud[2] === undefined ? undefined : BigInt(cloud[2]).toString(16).padStart(16, '0');
  return { traceId: (cloud[1] ?? '').toLowerCase(), spanId: span, isSampled: cloud[3] === '1' };
}

/** The fields by which Cloud Logging shows a line beside its trace; none when trace or project is not known. */
export function traceFields(trace: TraceContext | undefined, project: string | undefined): Record<string, unknown> {
  if (trace === undefined || project === undefined) return {};
  return {
    'logging.googleapis.com/trace': `projects/${project}/traces/${trace.traceId}`,
    ...(trace.spanId !== undefined && { 'logging.googleapis.com/spanId': trace.spanId }),
    'logging.googleapis.com/trace_sampled': trace.isSampled,
  };
}

/** One fault of a request. */
export interface Fault {
  /** Where, as a JSON pointer into the body (RFC 6901); empty for the whole of it. */
  readonly path: string;
  /** Stable; for machines. */
  readonly code: string;
  /** For people. */
  readonly message: string;
}

/** An answer that is not the one asked for; what it says is meant for the caller, and holds nothing internal. */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** HTTP status. */
  readonly status: number;
  /** Stable name of the kind of problem, such as `unknown-portfolio`. */
  readonly code: string;
  /** Single faults; empty when there is but the problem itself. */
  readonly faults: readonly Fault[];
  /** When to try again, in seconds; undefined: trying again is of no use. */
  readonly retryAfterS: number | undefined;

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { readonly faults?: readonly Fault[]; readonly retryAfterS?: number; readonly cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
    this.status = status;
    this.code = code;
    this.faults = more.faults ?? [];
    this.retryAfterS = more.retryAfterS;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The body of a problem: RFC 9457's members, the code, the request's id, and faults when there are some. */
export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  return {
    type: 'about:blank',
    title: titles[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    request_id: requestId,
    ...(problem.faults.length > 0 && { errors: problem.faults }),
  };
}

/** What schema validation reports; the part of Ajv's error object that is read here. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
}

const mostFaults = 20;

/** The problem of a body that is not as the schema wants it; at most 20 faults, each at the property it is about. */
export function schemaProblem(errors: readonly SchemaError[]): Problem {
  const faults = errors.slice(0, mostFaults).map(describeError);
  const first = faults[0];
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new Problem(400, 'invalid-request', `${first?.path || 'the body'} ${first?.message ?? 'is invalid'}${rest}`, {
    faults,
  });
}

function describeError({ keyword, instancePath, params, message }: SchemaError): Fault {
  switch (keyword) {
    case 'required':
      return {
        path: `${instancePath}/${escapePointer(params['missingProperty'])}`,
        code: 'required',
        message: 'is missing',
      };
    case 'additionalProperties':
      return {
        path: `${instancePath}/${escapePointer(params['additionalProperty'])}`,
        code: 'unknown',
        message: 'is not a known property',
      };
    case 'enum':
      return {
        path: instancePath,
        code: 'enum',
        message: `has to be one of ${JSON.stringify(params['allowedValues'])}`,
      };
    case 'not':
      return { path: instancePath, code: 'zero', message: 'must not be 0' };
    default:
      return { path: instancePath, code: keyword, message: message ?? 'is invalid' };
  }
}

function escapePointer(name: unknown): string {
  return String(name).slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
}

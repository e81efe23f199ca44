import type { HttpRequest, HttpResponse, Transport } from '../config-api/transport.ts';
import { ImprintError, ServiceError } from '../errors.ts';
import { type RetryContext, withRetries } from './retry.ts';

/** One call of a Google API over REST. */
export interface RestCall {
  /** Name of the method, for errors: `CreateDeployment`. */
  readonly method: string;
  /** Full name of the resource the call is about, for errors. */
  readonly resource: string;
  readonly verb: HttpRequest['method'];
  /** Absolute URL without query. */
  readonly url: string;
  /** Query parameters; those with `undefined` are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** JSON body; absent for none. */
  readonly json?: unknown;
  /** Raw body with its content type, in place of `json`. */
  readonly content?: {
    /** Absent: none is named, as signed URLs may want it. */ readonly type?: string;
    readonly bytes: Uint8Array;
  };
  /** Whether sending it twice has the effect of sending it once: only then is it sent again after a failure. */
  readonly idempotent: boolean;
}

/** What calls need of the world. */
export interface RestContext extends RetryContext {
  readonly transport: Transport;
}

/** Sends a call, again where that is safe, and returns the body of its answer as JSON (`{}` when empty). Throws `ServiceError`. */
export async function callJson(call: RestCall, context: RestContext): Promise<unknown> {
  return withRetries(async () => parseAnswer(call, await sendOnce(call, context)), context);
}

/** An answer that was cut short is as good as none, so the call may be sent again where that is safe; a page of a proxy stays one. */
function parseAnswer(call: RestCall, response: HttpResponse): unknown {
  const text = new TextDecoder().decode(response.body);
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const retryable = call.idempotent && text.startsWith('{');
    const refusal = { message: 'the answer is not JSON', retryable, uncertain: true };
    throw failed(call, response.status, refusal, cause);
  }
}

/** Like `callJson`, for answers that are not JSON. */
export function callRaw(call: RestCall, context: RestContext): Promise<HttpResponse> {
  return withRetries(() => sendOnce(call, context), context);
}

async function sendOnce(call: RestCall, context: RestContext): Promise<HttpResponse> {
  const response = await send(call, context);
  if (response.status < 300) return response;
  const status = readStatus(response);
  // 429 says that nothing was done; after a 5xx that is not known, but that the method is not there.
  const uncertain = response.status >= 500 && response.status !== 501;
  // The service's own clients try again after UNAVAILABLE only; 502 is a proxy's word for it.
  const retryable =
    response.status === 429 || (call.idempotent && (response.status === 503 || response.status === 502));
  throw failed(call, response.status, { ...status, retryable, uncertain });
}

async function send(call: RestCall, context: RestContext): Promise<HttpResponse> {
  const body =
    call.content?.bytes ??
    (call.json === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(call.json)));
  const type = call.content?.type ?? (call.json === undefined ? undefined : 'application/json');
  const request: HttpRequest = {
    method: call.verb,
    url: withQuery(call),
    headers: type === undefined ? {} : { 'content-type': type },
    body,
  };
  try {
    return await context.transport.send(request, context.signal);
  } catch (cause) {
    if (context.signal?.aborted === true) throw cause;
    // A failure that is told already, such as credentials that cannot be used.
    if (cause instanceof ImprintError) throw cause;
    const message = `no answer (${reasonOf(cause)})`;
    throw failed(call, undefined, { message, retryable: call.idempotent, uncertain: true }, cause);
  }
}

function withQuery({ url, query = {} }: RestCall): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) target.searchParams.set(name, value);
  }
  return target.href;
}

interface Refusal {
  readonly message: string;
  readonly status?: string;
  readonly details?: readonly unknown[];
}

/** Reads the `error` object of a Google API answer; any other body gives its first line. */
function readStatus(response: HttpResponse): Refusal {
  const text = new TextDecoder().decode(response.body);
  try {
    const { error } = JSON.parse(text) as { error?: { message?: unknown; status?: unknown; details?: unknown } };
    if (error !== undefined) {
      return {
        message: typeof error.message === 'string' ? error.message : 'no message',
        ...(typeof error.status === 'string' && { status: error.status }),
        ...(Array.isArray(error.details) && { details: error.details as readonly unknown[] }),
      };
    }
  } catch {
    // Not JSON: proxies answer with pages of their own; the first line says what it is.
  }
  return { message: text.split('\n', 1)[0]?.slice(0, 200) || 'no message' };
}

function failed(
  call: RestCall,
  httpStatus: number | undefined,
  refusal: Refusal & { readonly retryable: boolean; readonly uncertain: boolean },
  cause?: unknown,
): ServiceError {
  const code = refusal.status ?? (httpStatus === undefined ? undefined : `HTTP ${httpStatus}`);
  const message = `${call.method} of ${call.resource} failed: ${code === undefined ? '' : `${code}: `}${refusal.message}`;
  return new ServiceError(
    message,
    {
      method: call.method,
      resource: call.resource,
      retryable: refusal.retryable,
      ...(refusal.uncertain && call.verb !== 'GET' && { uncertain: true }),
      ...(httpStatus !== undefined && { httpStatus }),
      ...(refusal.status !== undefined && { status: refusal.status }),
      ...(refusal.details !== undefined && { details: refusal.details }),
    },
    { cause },
  );
}

/** Node's fetch hides the reason in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause;
  if (inner instanceof Error) return 'code' in inner ? String(inner.code) : inner.message;
  return error.message;
}

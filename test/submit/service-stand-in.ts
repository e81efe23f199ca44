import type { HttpRequest, HttpResponse, Transport } from '../../src/config-api/transport.ts';
import { type VirtualClock, virtualClock } from '../../src/config-api/virtual-clock.ts';
import type { RestContext } from '../../src/submit/rest-call.ts';
import { defaultRetryPolicy } from '../../src/submit/retry.ts';

/** What a stand-in answers to one call: a JSON body, or a status with one. */
export type StandInAnswer = object | { readonly status: number; readonly json?: unknown };

/** Answers by verb and path without query (`GET /v1/projects/p/…`); `*` stands for one segment, `**` for the rest. */
export type StandInRoutes = Readonly<Record<string, StandInAnswer | ((request: HttpRequest) => StandInAnswer)>>;

/** A service in the test's own process. */
export interface StandIn {
  readonly transport: Transport;
  readonly rest: RestContext;
  readonly clock: VirtualClock;
  /** `VERB /path?query` of every call, in order. */
  readonly calls: () => readonly string[];
  /** JSON body of the last call of that verb and path; undefined when there was none. */
  readonly bodyOf: (route: string) => unknown;
}

/** A service that answers by a table, the first matching row; everything else is NOT_FOUND. */
export function standIn(routes: StandInRoutes): StandIn {
  const requests: HttpRequest[] = [];
  const clock = virtualClock({ autoAdvance: true });
  const transport: Transport = {
    async send(request, signal) {
      signal?.throwIfAborted();
      requests.push(request);
      const { pathname } = new URL(request.url);
      const route = Object.keys(routes).find((key) =>
        matches(key, `${request.method} ${decodeURIComponent(pathname)}`),
      );
      const row = route === undefined ? notFound(pathname) : routes[route];
      return respond(typeof row === 'function' ? row(request) : (row ?? {}));
    },
  };
  return {
    transport,
    rest: { transport, clock, random: () => 0.5, policy: defaultRetryPolicy },
    clock,
    calls: () =>
      requests.map(({ method, url }) => `${method} ${decodeURIComponent(new URL(url).pathname)}${new URL(url).search}`),
    bodyOf: (route) => {
      const request = requests.findLast(({ method, url }) =>
        matches(route, `${method} ${decodeURIComponent(new URL(url).pathname)}`),
      );
      const text = new TextDecoder().decode(request?.body);
      return text === '' ? undefined : JSON.parse(text);
    },
  };
}

/** A refusal as Google APIs answer it. */
export function refusal(status: number, code: string, message: string): StandInAnswer {
  return { status, json: { error: { code: status, status: code, message } } };
}

function notFound(path: string): StandInAnswer {
  return refusal(404, 'NOT_FOUND', `${path} was not found`);
}

function matches(pattern: string, call: string): boolean {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '.+')
    .replaceAll(/(?<!\.)\*/g, '[^/]+');
  return new RegExp(`^${source}$`).test(call);
}

function respond(answer: StandInAnswer): HttpResponse {
  const [status, json] =
    'status' in answer && typeof answer.status === 'number'
      ? [answer.status, 'json' in answer ? answer.json : {}]
      : [200, answer];
  const body = json instanceof Uint8Array ? json : new TextEncoder().encode(JSON.stringify(json));
  return { status, headers: {}, body };
}

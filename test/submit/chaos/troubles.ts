import type { HttpRequest, HttpResponse, Transport } from '../../../src/config-api/transport.ts';
import type { Run } from '../memory-journal.ts';

/** What may happen to a request, or to the run that sends it. */
export const troubleKinds = [
  'kill before the request is sent',
  'kill after the request had its effect',
  'kill while the journal is written',
  'reset before the effect',
  'reset after the effect',
  'answer cut short',
  'UNAVAILABLE',
  'UNAVAILABLE after the effect',
  'INTERNAL',
  'INTERNAL after the effect',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED with RetryInfo',
  'operation forgotten',
  'restart of the service',
] as const;

/** One of them. */
export type TroubleKind = (typeof troubleKinds)[number];

/** A trouble at the request with that number (from 0) of a run; for the journal, at the line with that number. */
export interface Trouble {
  readonly at: number;
  readonly kind: TroubleKind;
}

/** A run of the client in trouble. */
export interface TroubledRun extends Run {
  /** Resolves when it is killed. */
  readonly killed: Promise<void>;
  readonly transport: Transport;
}

/** The transport and the journal's fate of one run. `tell` hears of every trouble that happens. */
export function troubledRun(
  service: Transport & { restart(): void },
  troubles: readonly Trouble[],
  tell: (kind: TroubleKind) => void,
): TroubledRun {
  let die = (): void => undefined;
  const killed = new Promise<void>((resolve) => {
    die = resolve;
  });
  let requests = 0;
  let lines = 0;
  const tearing = troubles.filter(({ kind }) => kind === 'kill while the journal is written');
  const others = new Map(
    troubles.flatMap((trouble) => (tearing.includes(trouble) ? [] : [[trouble.at, trouble.kind]])),
  );
  const kill = (): Promise<never> => {
    run.isDead = true;
    die();
    return new Promise<never>(() => {});
  };
  const run: TroubledRun = {
    isDead: false,
    killed,
    dieWriting(line) {
      const torn = tearing.find(({ at }) => at === lines);
      lines += 1;
      if (torn === undefined) return undefined;
      tell(torn.kind);
      die();
      return Math.floor((line.length * (torn.at % 3)) / 2);
    },
    transport: {
      async send(request, signal) {
        if (run.isDead) return new Promise<never>(() => {});
        const kind = others.get(requests);
        requests += 1;
        if (kind === undefined || !concerns(kind, request)) return service.send(request, signal);
        tell(kind);
        return suffer(kind, request, service, kill);
      },
    },
  };
  return run;
}

function concerns(kind: TroubleKind, { url, method }: HttpRequest): boolean {
  return kind !== 'operation forgotten' || (method === 'GET' && url.includes('/operations/'));
}

async function suffer(
  kind: TroubleKind,
  request: HttpRequest,
  service: Transport & { restart(): void },
  kill: () => Promise<never>,
): Promise<HttpResponse> {
  switch (kind) {
    case 'kill before the request is sent':
    case 'kill while the journal is written':
      return kill();
    case 'kill after the request had its effect':
      await service.send(request);
      return kill();
    case 'reset before the effect':
      throw new TypeError('fetch failed');
    case 'reset after the effect':
      await service.send(request);
      throw new TypeError('fetch failed');
    case 'answer cut short': {
      const { body, ...answer } = await service.send(request);
      return { ...answer, body: body.subarray(0, body.length / 2) };
    }
    case 'UNAVAILABLE after the effect':
      await service.send(request);
      return refusal(503, 'UNAVAILABLE');
    case 'UNAVAILABLE':
      return refusal(503, 'UNAVAILABLE');
    case 'INTERNAL':
      return refusal(500, 'INTERNAL');
    case 'INTERNAL after the effect':
      await service.send(request);
      return refusal(500, 'INTERNAL');
    case 'PERMISSION_DENIED':
      return refusal(403, 'PERMISSION_DENIED');
    case 'RESOURCE_EXHAUSTED with RetryInfo':
      return refusal(429, 'RESOURCE_EXHAUSTED', [
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7s' },
      ]);
    case 'operation forgotten':
      return refusal(404, 'NOT_FOUND');
    case 'restart of the service':
      service.restart();
      return service.send(request);
  }
}

function refusal(code: number, status: string, details: readonly object[] = []): HttpResponse {
  const error = { code, status, message: `ordered ${status}`, details };
  return { status: code, headers: {}, body: new TextEncoder().encode(JSON.stringify({ error })) };
}

import { Writable } from 'node:stream';
import { buildServer } from '../src/http/server.ts';
import type { Inference } from '../src/inference/inference-client.ts';
import { readSettings } from '../src/settings.ts';
import { RiskStore } from '../src/store/risk-store.ts';
import { SqliteDatabase, tables } from './sqlite-database.ts';

/** The service on a port of its own, over a database of its own. */
export interface RunningService {
  readonly url: string;
  readonly database: SqliteDatabase;
  /** Log lines written so far, parsed. */
  readonly logs: Record<string, unknown>[];
  /** What the service takes for now; a test may move it. */
  readonly clock: { now: Date };
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

export async function startService(
  options: { environment?: Record<string, string>; inference?: Inference } = {},
): Promise<RunningService> {
  const database = await SqliteDatabase.open();
  const logs: Record<string, unknown>[] = [];
  const clock = { now: new Date('2026-03-02T14:30:00.000Z') };
  const server = buildServer({
    settings: readSettings({
      PORT: '0',
      HOST: '127.0.0.1',
      GOOGLE_CLOUD_PROJECT: 'demo-project',
      ...options.environment,
    }),
    store: new RiskStore(database, tables),
    inference: options.inference,
    now: () => clock.now,
    logs: new Writable({
      write(chunk, _encoding, done) {
        logs.push(JSON.parse(String(chunk)));
        done();
      },
    }),
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, init);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    url,
    database,
    logs,
    clock,
    post: (body, headers = {}) =>
      send('/calculate-risk', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (path, headers = {}) => send(path, { headers }),
    close: () => server.close(),
  };
}

/** The request of the recipe's README. */
export const sampleRequest: { readonly portfolio_id: string; readonly positions: readonly object[] } = {
  portfolio_id: 'TEST_001',
  positions: [{ symbol: 'AAPL', quantity: 1000, price: 150.5 }],
};

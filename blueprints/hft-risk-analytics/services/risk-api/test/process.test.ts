import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FakeBigQuery, startFakeBigQuery } from './fake-bigquery.ts';
import { sampleRequest } from './running-service.ts';
import { tables } from './sqlite-database.ts';

let bigQuery: FakeBigQuery;
const children: ChildProcess[] = [];

beforeAll(async () => {
  bigQuery = await startFakeBigQuery();
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(() => bigQuery.close());

interface Started {
  readonly child: ChildProcess;
  /** Where it listens; undefined: it ended without. */
  readonly url: string | undefined;
  readonly lines: Record<string, unknown>[];
}

/** Starts the service as the image does, and waits until it says where it listens, or ends. */
async function start(environment: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: new URL('..', import.meta.url),
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      HOST: '127.0.0.1',
      GOOGLE_CLOUD_PROJECT: 'demo-project',
      BIGQUERY_EMULATOR_HOST: bigQuery.url,
      METADATA_SERVER_DETECTION: 'none',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines: Record<string, unknown>[] = [];
  const url = await new Promise<string | undefined>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream })
      .on('line', (line) => {
        lines.push(JSON.parse(line));
        const address = /^Server listening at (.*)$/.exec(String(lines.at(-1)?.['message']));
        if (address !== null) resolve(address[1]);
      })
      .on('close', () => resolve(undefined));
  });
  return { child, url, lines };
}

async function post(url: string | undefined, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/calculate-risk`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('the process', { timeout: 30_000 }, () => {
  test("reads and writes by BigQuery's API with Google's client, in one call each", async () => {
    const { url } = await start({});
    const row = {
      portfolio_id: 'DESK_7',
      symbol: 'AAPL',
      quantity: 1000,
      price: 150.5,
      timestamp: new Date().toISOString(),
      trader_id: 't1',
    };
    bigQuery.database.insertPosition({ ...row, position_id: 'p1' });
    bigQuery.calls.length = 0;

    const { status, body } = await post(url, { portfolio_id: 'DESK_7' });
    expect([status, body['exposure']]).toEqual([200, expect.objectContaining({ gross: 150_500 })]);
    expect(bigQuery.calls).toEqual([
      'POST /projects/demo-project/queries',
      'POST /projects/demo-project/datasets/trading_analytics/tables/risk_metrics/insertAll',
    ]);
    const stored = bigQuery.database.select(
      `SELECT metric_value FROM \`${tables.metrics}\` WHERE metric_type = 'VaR_1D'`,
      {},
    );
    expect(stored).toEqual([{ metric_value: expect.closeTo(6616.56, 2) }]);

    const summary = await fetch(`${url}/portfolio-summary`);
    expect(await summary.json()).toMatchObject({
      portfolios: [
        {
          portfolio_id: 'DESK_7',
          position_count: 1,
          last_calculation: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        },
      ],
    });
    expect((await fetch(`${url}/ready`)).status).toBe(200);
  });

  test('gives no results when BigQuery refuses a row', async () => {
    const { url } = await start({});
    const append = bigQuery.database.append.bind(bigQuery.database);
    bigQuery.database.append = () => Promise.reject(new Error('no such field: secret_column'));
    const { status, body } = await post(url, sampleRequest);
    bigQuery.database.append = append;
    expect([status, body['code']]).toEqual([503, 'results-not-stored']);
    expect(JSON.stringify(body)).not.toContain('secret_column');
  });

  test('answers what runs after SIGTERM, then ends with 0', async () => {
    const { url, child, lines } = await start({});
    let open: () => void = () => undefined;
    bigQuery.gate = new Promise((resolve) => {
      open = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      bigQuery.onQuery = resolve;
    });
    const running = fetch(`${url}/portfolio-summary`);
    await asked;
    const stopping = new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk) => String(chunk).includes('stopping') && resolve());
    });
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await stopping;
    open();
    bigQuery.gate = undefined;
    expect((await running).status).toBe(200);
    expect(await exited).toEqual([0, null]);
    expect(lines.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  });

  test('cuts off what has not ended in time, and ends with 1', async () => {
    const { url, child, lines } = await start({ DRAIN_TIMEOUT_MS: '100' });
    bigQuery.gate = new Promise(() => undefined);
    const asked = new Promise<void>((resolve) => {
      bigQuery.onQuery = resolve;
    });
    const running = fetch(`${url}/portfolio-summary`).catch(() => 'cut off');
    await asked;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect([await running, await exited]).toEqual(['cut off', [1, null]]);
    bigQuery.gate = undefined;
    expect(lines.find(({ error_type: type }) => type === 'drain-timeout')).toMatchObject({ severity: 'ERROR' });
  });

  test('sends traces and metrics to where OTLP is taken, the last of them when it stops', async () => {
    const received = new Map<string, string>();
    const collector = createServer((request, response) => {
      text(request).then((body) => {
        received.set(request.url ?? '', (received.get(request.url ?? '') ?? '') + body);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { url, child } = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    });
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const headers = { 'content-type': 'application/json', traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    await fetch(`${url}/calculate-risk`, { method: 'POST', headers, body: JSON.stringify(sampleRequest) });
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    collector.closeAllConnections();
    collector.close();
    expect(received.get('/v1/traces')).toContain('POST /calculate-risk');
    expect(received.get('/v1/traces')).toContain(traceId);
    expect(received.get('/v1/metrics')).toContain('risk_api.calculation.duration');
  });

  test.each([
    ['PORT', 'http'],
    ['INFERENCE_URL', 'file:///etc/passwd'],
    ['TRADING_DATASET', 'a`; DROP TABLE b'],
    ['LOG_LEVEL', 'loud'],
  ])('does not start with a wrong %s, and names it', async (name, value) => {
    const { url, lines, child } = await start({ [name]: value });
    if (child.exitCode === null) await once(child, 'exit');
    expect([url, child.exitCode]).toEqual([undefined, 1]);
    expect(lines).toEqual([
      expect.objectContaining({ severity: 'CRITICAL', message: expect.stringMatching(new RegExp(`^${name} has to `)) }),
    ]);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InferenceClient, InferenceError, type MonteCarloQuestion } from '../src/inference/inference-client.ts';
import { type RunningService, startService } from './running-service.ts';

const question: MonteCarloQuestion = {
  deviations: [2844.18, -1259.88],
  model: { symbols: ['LONG', 'SHORT'], defaultCorrelation: 0, pairs: [{ first: 0, second: 1, correlation: 0.6 }] },
  confidence: 0.99,
  horizonDays: 1,
  paths: 100_000,
  seed: 7,
};

describe('the client of the inference server', () => {
  let server: Server;
  let url: string;
  let answer: [number, string];

  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(answer[0]).end(answer[1]));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each([
    [500, '{"error": "x"}', 'the inference server answered 500'],
    [200, '<html>', 'the inference server could not be asked'],
    [200, 'null', 'the inference server answered without a result'],
    [200, '{"predictions": [], "engine": "cpu"}', 'the inference server answered without a result'],
    [
      200,
      '{"predictions": [{"var": 1, "expected_shortfall": "2", "standard_error": 1}], "engine": "cpu"}',
      'the inference server answered without a result',
    ],
  ])('takes no answer for a result that is none: %s %s', async (status, body, message) => {
    answer = [status, body];
    await expect(new InferenceClient(url).simulate(question, new AbortController().signal)).rejects.toThrow(
      new InferenceError(message),
    );
  });

  test('ends with its signal', async () => {
    await expect(new InferenceClient(url).simulate(question, AbortSignal.abort())).rejects.toBeInstanceOf(
      InferenceError,
    );
  });
});

const inference = fileURLToPath(new URL('../../inference', import.meta.url));
const python = `${inference}/.venv/bin/python`;

describe.skipIf(!existsSync(python))('API and inference server together', { timeout: 60_000 }, () => {
  let child: ChildProcess;
  let service: RunningService;

  beforeAll(async () => {
    child = spawn(python, ['-m', 'risk_inference'], {
      cwd: inference,
      env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let url = '';
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      const message = String(JSON.parse(line).message);
      url = /^listening at ([\d.:]+)/.exec(message)?.[1] ?? url;
      if (message === 'ready') break;
    }
    service = await startService({ inference: new InferenceClient(`http://${url}`) });
  }, 60_000);

  afterAll(async () => {
    await service?.close();
    child.kill('SIGKILL');
  });

  test('agree: simulation meets the formula within four standard errors, and the same seed gives the same', async () => {
    const request = {
      portfolio_id: 'PAIR',
      methods: ['parametric', 'monte_carlo'],
      positions: [
        { symbol: 'LONG', quantity: 1000, price: 150.5, volatility: 0.3 },
        { symbol: 'SHORT', quantity: -800, price: 100, volatility: 0.25 },
      ],
      market_data: { correlations: [{ first: 'LONG', second: 'SHORT', correlation: 0.6 }] },
    };
    const { status, body } = await service.post(request);
    expect([status, body.warnings]).toEqual([200, []]);
    expect(body.var.parametric.amount).toBeCloseTo(5394.26, 2);
    expect(Math.abs(body.var.monte_carlo.amount - body.var.parametric.amount)).toBeLessThan(
      4 * body.standard_error.monte_carlo,
    );
    expect((await service.post(request)).body.var).toEqual(body.var);
    expect(service.logs.at(-1)).toMatchObject({ inference_ms: expect.any(Number) });
  });
});

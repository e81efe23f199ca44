import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InferenceError, type MonteCarloQuestion } from '../src/inference/inference-client.ts';
import { type RunningService, sampleRequest, startService } from './running-service.ts';
import { tables } from './sqlite-database.ts';

let service: RunningService;
const questions: MonteCarloQuestion[] = [];
let isInferenceUp = true;

beforeAll(async () => {
  service = await startService({
    inference: {
      simulate: async (question) => {
        questions.push(question);
        if (!isInferenceUp) throw new InferenceError('down');
        return { var: 6600, expectedShortfall: 7500, standardError: 30, engine: 'tpu7x' };
      },
    },
  });
});

afterAll(() => service.close());

const pair = {
  portfolio_id: 'PAIR',
  positions: [
    { symbol: 'LONG', quantity: 1000, price: 150.5, volatility: 0.3, beta: 1.2, sector: 'tech' },
    { symbol: 'SHORT', quantity: -800, price: 100, volatility: 0.25, beta: 0.9 },
  ],
  market_data: { correlations: [{ first: 'SHORT', second: 'LONG', correlation: 0.6 }] },
};

describe('POST /calculate-risk', () => {
  test('answers the request of the recipe with the reference values, and says what it assumed', async () => {
    const { status, body, headers } = await service.post(sampleRequest);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      portfolio_id: 'TEST_001',
      engine: 'cpu',
      base_currency: 'USD',
      as_of: '2026-03-02T14:30:00.000Z',
      beta: null,
      greeks: null,
    });
    expect(body.exposure).toEqual({ gross: 150_500, net: 150_500, long: 150_500, short: 0, leverage: null });
    expect(body.var.parametric).toEqual({
      amount: expect.closeTo(6616.56, 2),
      pct: expect.closeTo(0.043964, 6),
      confidence: 0.99,
      horizon_days: 1,
    });
    expect(body.expected_shortfall.parametric.amount).toBeCloseTo(7580.36, 2);
    expect(body.volatility).toEqual({ daily_amount: expect.closeTo(2844.18, 2), annual_pct: expect.closeTo(0.3, 12) });
    expect(body.risk_score).toBeCloseTo(0.503679, 5);
    expect(body.warnings).toEqual([
      { code: 'assumed-volatility', message: 'no volatility of AAPL: 0.3 a year is assumed' },
    ]);
    expect(headers.get('x-request-id')).toBe(body.request_id);
  });

  test('calculates a hedged pair with its correlation, components, beta and sectors', async () => {
    const { body } = await service.post({
      ...pair,
      nav: 100_000,
      market_data: { ...pair.market_data, as_of: '2026-03-02T14:29:00Z' },
    });
    expect(body.var.parametric.amount).toBeCloseTo(5394.26, 2);
    expect(
      body.component_var.map(({ symbol, amount }: { symbol: string; amount: number }) => [symbol, amount.toFixed(2)]),
    ).toEqual([
      ['LONG', '5958.80'],
      ['SHORT', '-564.54'],
    ]);
    expect(body.beta).toBeCloseTo((150_500 * 1.2 - 80_000 * 0.9) / 230_500, 12);
    expect(body.concentration).toMatchObject({
      hhi: expect.closeTo(0.54677, 5),
      by_sector: { tech: expect.closeTo(0.65293, 5), unknown: expect.closeTo(0.34707, 5) },
    });
    expect(body).toMatchObject({ data_staleness_s: 60, exposure: { leverage: 2.305 }, warnings: [] });
  });

  test('takes confidence and horizon', async () => {
    const { body } = await service.post({ ...sampleRequest, confidence: 0.99, horizon_days: 10 });
    expect(body.var.parametric.amount).toBeCloseTo(20_923.39, 2);
  });

  test('adds up rows of one symbol', async () => {
    const half = { symbol: 'AAPL', quantity: 500, price: 150.5 };
    const { body } = await service.post({ portfolio_id: 'TEST_001', positions: [half, half] });
    expect(body.var.parametric.amount).toBeCloseTo(6616.56, 2);
    expect(body.concentration.hhi).toBe(1);
  });

  test('counts an option by its delta, as part of its underlying', async () => {
    const option = {
      underlying: 'XYZ',
      type: 'call',
      spot: 100,
      strike: 100,
      expiry: '2026-08-31T23:30:00Z',
      implied_vol: 0.25,
      rate: 0.04,
      dividend_yield: 0.01,
    };
    const { body } = await service.post({
      portfolio_id: 'OPTIONS',
      positions: [{ symbol: 'XYZ-C100', quantity: 10, multiplier: 100, price: 7.72, option, volatility: 0.25 }],
    });
    expect(body.greeks).toMatchObject({ delta: expect.closeTo(565.932, 1), vega: expect.closeTo(276.507, 0) });
    expect(body.component_var[0].symbol).toBe('XYZ');
    expect(body.exposure.gross).toBeCloseTo(7720, 6);
    expect(body.warnings.map(({ code }: { code: string }) => code)).toEqual(['linear-options']);
  });

  test('finds historical risk from given returns, and says that few days are few', async () => {
    const returns = { AAPL: Array.from({ length: 200 }, (_, day) => (day - 100) / 1000) };
    const { body } = await service.post({ ...sampleRequest, methods: ['historical'], market_data: { returns } });
    expect(Object.keys(body.var)).toEqual(['historical']);
    expect(body.var.historical.amount).toBeCloseTo(150_500 * 0.099, 6);
    expect(body.warnings.map(({ code }: { code: string }) => code)).toEqual(['assumed-volatility', 'short-history']);
  });

  test('gives the same answer to the same request', async () => {
    const strip = ({ request_id, run_id, timing_ms, ...rest }: Record<string, unknown>): unknown => ({
      rest,
      has: [request_id, run_id, timing_ms].length,
    });
    expect(strip((await service.post(pair)).body)).toEqual(strip((await service.post(pair)).body));
  });
});

describe('Monte Carlo', () => {
  test('is asked of the inference server, which is told the deviations and correlations', async () => {
    const { body } = await service.post({ ...pair, methods: ['parametric', 'monte_carlo'], paths: 5000, seed: 7 });
    expect(body.var.monte_carlo.amount).toBe(6600);
    expect(body).toMatchObject({ engine: 'tpu7x', standard_error: { monte_carlo: 30 } });
    expect(questions.at(-1)).toMatchObject({
      paths: 5000,
      seed: 7,
      deviations: [expect.closeTo(2844.18, 2), expect.closeTo(-1259.88, 2)],
    });
    expect(questions.at(-1)?.model.pairs).toEqual([{ first: 0, second: 1, correlation: 0.6 }]);
  });

  test('is left out with a warning when the server is down, and 503 when nothing else was asked for', async () => {
    isInferenceUp = false;
    const both = await service.post({ ...pair, methods: ['parametric', 'monte_carlo'] });
    const alone = await service.post({ ...pair, methods: ['monte_carlo'] });
    isInferenceUp = true;
    expect([both.status, both.body.warnings[0].code, Object.keys(both.body.var)]).toEqual([
      200,
      'inference-unavailable',
      ['parametric'],
    ]);
    expect([alone.status, alone.body.code, alone.headers.get('retry-after')]).toEqual([
      503,
      'inference-unavailable',
      '5',
    ]);
  });
});

describe('insert a position, see its risk', () => {
  test('a position in the table is found, calculated, stored and summed up', async () => {
    const { database, clock } = service;
    expect((await service.post({ portfolio_id: 'DESK_7' })).body).toMatchObject({
      status: 404,
      code: 'unknown-portfolio',
    });

    const row = {
      position_id: 'p1',
      portfolio_id: 'DESK_7',
      symbol: 'AAPL',
      quantity: 1000,
      price: 150.5,
      timestamp: clock.now.toISOString(),
      trader_id: 't1',
    };
    database.insertPosition(row);
    database.insertPosition({ ...row, position_id: 'p0', quantity: 99, timestamp: '2026-03-01T23:59:59.999Z' });

    const { status, body } = await service.post({ portfolio_id: 'DESK_7' });
    expect([status, body.exposure.gross]).toEqual([200, 150_500]);

    const rows = database.select(`SELECT * FROM \`${tables.metrics}\` WHERE portfolio_id = @id ORDER BY metric_id`, {
      id: 'DESK_7',
    });
    expect(rows.map((metric) => [metric['metric_type'], metric['metric_value']])).toEqual([
      ['ES_1D', expect.closeTo(7580.36, 2)],
      ['VaR_1D', expect.closeTo(6616.56, 2)],
      ['exposure_gross', 150_500],
      ['exposure_net', 150_500],
      ['position_count', 1],
      ['risk_score', expect.closeTo(0.503679, 5)],
      ['volatility', expect.closeTo(0.3, 9)],
    ]);
    expect(rows[1]).toMatchObject({
      trader_id: null,
      confidence_level: 0.99,
      time_horizon_days: 1,
      model_version: body.model_version,
      calculation_timestamp: clock.now.toISOString(),
    });

    const summary = await service.get('/portfolio-summary');
    expect(summary.body.portfolios.find(({ portfolio_id: id }: { portfolio_id: string }) => id === 'DESK_7')).toEqual({
      portfolio_id: 'DESK_7',
      position_count: 1,
      gross_exposure: 150_500,
      var_1d: expect.closeTo(6616.56, 2),
      expected_shortfall_1d: expect.closeTo(7580.36, 2),
      risk_score: expect.closeTo(0.503679, 5),
      last_calculation: clock.now.toISOString(),
    });
  });

  test('a request sent again with its idempotency key is stored once, with another key twice', async () => {
    const send = (key: string): Promise<unknown> =>
      service.post({ ...sampleRequest, portfolio_id: 'AGAIN' }, { 'idempotency-key': key });
    await send('k1');
    await send('k1');
    await send('k2');
    const [row] = service.database.select(
      `SELECT COUNT(*) AS count FROM \`${tables.metrics}\` WHERE portfolio_id = 'AGAIN' AND metric_type = 'VaR_1D'`,
      {},
    );
    expect(row).toEqual({ count: 2 });
  });

  test('the summary has the newest results of each portfolio, of the last hour only', async () => {
    const { clock } = service;
    const start = clock.now;
    await service.post({ ...sampleRequest, portfolio_id: 'OLD' });
    clock.now = new Date(start.getTime() + 3_000_000);
    await service.post({ ...sampleRequest, portfolio_id: 'NEW' });
    clock.now = new Date(start.getTime() + 3_700_000);
    await service.post({ portfolio_id: 'NEW', positions: [{ symbol: 'AAPL', quantity: 1, price: 100 }] });
    const { body } = await service.get('/portfolio-summary');
    clock.now = start;
    expect(
      body.portfolios.map((entry: { portfolio_id: string; gross_exposure: number }) => [
        entry.portfolio_id,
        entry.gross_exposure,
      ]),
    ).toEqual([['NEW', 100]]);
  });
});

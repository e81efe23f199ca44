import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningService, sampleRequest, startService } from './running-service.ts';

let service: RunningService;

beforeAll(async () => {
  service = await startService({
    environment: { BODY_LIMIT_BYTES: '2048', REQUEST_TIMEOUT_MS: '150', LOG_LEVEL: 'debug' },
  });
});

afterAll(() => service.close());

const [aapl] = sampleRequest.positions;
const withPosition = (change: object): object => ({ ...sampleRequest, positions: [{ ...aapl, ...change }] });

describe('a body that is not as it has to be', () => {
  test.each([
    ['no portfolio', { positions: sampleRequest.positions }, '/portfolio_id', 'required'],
    ['no quantity', withPosition({ quantity: undefined }), '/positions/0/quantity', 'required'],
    ['a quantity of 0', withPosition({ quantity: 0 }), '/positions/0/quantity', 'zero'],
    ['a quantity as text', withPosition({ quantity: '1000' }), '/positions/0/quantity', 'type'],
    ['a negative price', withPosition({ price: -1 }), '/positions/0/price', 'minimum'],
    ['a symbol in small letters', withPosition({ symbol: 'aapl' }), '/positions/0/symbol', 'pattern'],
    ['an unknown property', withPosition({ 'quan/tity': 1 }), '/positions/0/quan~1tity', 'unknown'],
    ['no positions', { ...sampleRequest, positions: [] }, '/positions', 'minItems'],
    ['another confidence', { ...sampleRequest, confidence: 0.9 }, '/confidence', 'enum'],
    ['a date that is none', { ...sampleRequest, as_of: 'today' }, '/as_of', 'format'],
  ])('is refused at its place: %s', async (_, body, path, code) => {
    const answer = await service.post(body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(answer.body).toMatchObject({
      title: 'Bad Request',
      status: 400,
      code: 'invalid-request',
      request_id: expect.any(String),
    });
    expect(answer.body.errors[0]).toMatchObject({ path, code });
  });

  test('is told all its faults at once', async () => {
    const { body } = await service.post({ positions: [{ symbol: 'x', quantity: 0, price: -1 }] });
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      '/portfolio_id',
      '/positions/0/price',
      '/positions/0/quantity',
      '/positions/0/symbol',
    ]);
    expect(body.detail).toMatch(/^\/\S+ .+ \(and 3 more\)$/);
  });

  test.each([
    ['broken JSON', '{"portfolio_id": NaN}', 'application/json', 400, 'malformed-json'],
    ['nothing', '', 'application/json', 400, 'malformed-json'],
    ['no object', '[]', 'application/json', 400, 'invalid-request'],
    [
      'a key that changes prototypes',
      '{"portfolio_id":"A","__proto__":{"a":1}}',
      'application/json',
      400,
      'malformed-json',
    ],
    ['another type', 'a=b', 'text/plain', 415, 'not-json'],
    ['too much', `{"portfolio_id":"${'x'.repeat(3000)}"}`, 'application/json', 413, 'body-too-large'],
  ])('is refused as a whole: %s', async (_, text, type, status, code) => {
    const answer = await service.post(text, { 'content-type': type });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  const options = {
    underlying: 'XYZ',
    type: 'call',
    spot: 1,
    strike: 1,
    expiry: '2020-01-01T00:00:00Z',
    implied_vol: 0.2,
  };
  test.each([
    ['a free share', withPosition({ price: 0 }), '/positions/0/price', 'price'],
    [
      'two volatilities',
      {
        ...sampleRequest,
        positions: [
          { ...aapl, volatility: 0.1 },
          { ...aapl, volatility: 0.2 },
        ],
      },
      '/positions/1/volatility',
      'conflict',
    ],
    [
      'a method there is no server for',
      { ...sampleRequest, methods: ['parametric', 'monte_carlo'] },
      '/methods/1',
      'method-unavailable',
    ],
    [
      'history without returns',
      { ...sampleRequest, methods: ['historical'] },
      '/market_data/returns',
      'missing-returns',
    ],
    [
      'a correlation with itself',
      { ...sampleRequest, market_data: { correlations: [{ first: 'A', second: 'A', correlation: 1 }] } },
      '/market_data/correlations/0',
      'same-symbol',
    ],
    [
      'correlations that cannot be',
      {
        portfolio_id: 'X',
        positions: ['A', 'B', 'C'].map((symbol) => ({ symbol, quantity: 1, price: 1 })),
        market_data: {
          correlations: [
            ['A', 'B', 1],
            ['B', 'C', 1],
            ['A', 'C', -1],
          ].map(([first, second, correlation]) => ({ first, second, correlation })),
        },
      },
      '/market_data/correlations',
      'not-semidefinite',
    ],
    [
      'a pair twice',
      {
        portfolio_id: 'X',
        positions: ['A', 'B'].map((symbol) => ({ symbol, quantity: 1, price: 1 })),
        market_data: {
          correlations: [
            ['A', 'B', 1],
            ['B', 'A', 1],
          ].map(([first, second, correlation]) => ({ first, second, correlation })),
        },
      },
      '/market_data/correlations/1',
      'duplicate',
    ],
    [
      'histories of other lengths',
      {
        portfolio_id: 'X',
        methods: ['historical'],
        positions: ['A', 'B'].map((symbol) => ({ symbol, quantity: 1, price: 1 })),
        market_data: { returns: { A: [0.1, 0.2], B: [0.1, 0.2, 0.3] } },
      },
      '/market_data/returns',
      'lengths',
    ],
  ])('is unprocessable at its place: %s', async (_, body, path, code) => {
    const answer = await service.post(body);
    expect([answer.status, answer.body.code]).toEqual([422, 'unprocessable-request']);
    expect(answer.body.errors).toEqual([expect.objectContaining({ path, code })]);
  });

  test('an option that has expired is no fault', async () => {
    expect((await service.post(withPosition({ price: 0, option: options }))).status).toBe(200);
  });

  test('another address or method is 404', async () => {
    expect([(await service.get('/')).status, (await service.get('/calculate-risk')).body.code]).toEqual([
      404,
      'unknown-route',
    ]);
  });
});

describe('a database that does not do its part', () => {
  test('leaves the caller without results, and without a word of why', async () => {
    service.database.failure = Object.assign(new Error('Access Denied: secret-table row {"quantity": 1000}'), {
      code: 403,
    });
    const answers = [
      await service.post(sampleRequest),
      await service.post({ portfolio_id: 'A' }),
      await service.get('/portfolio-summary'),
    ];
    service.database.failure = undefined;
    expect(answers.map(({ status, body, headers }) => [status, body.code, headers.get('retry-after')])).toEqual([
      [503, 'results-not-stored', '5'],
      [503, 'database-unavailable', '5'],
      [503, 'database-unavailable', '5'],
    ]);
    const line = service.logs.find(({ error_type: type }) => type === 'results-not-stored');
    expect(line).toMatchObject({
      severity: 'ERROR',
      component: 'risk-api',
      err: { type: 'Problem', cause: { type: 'Error', code: '403' } },
    });
    expect(JSON.stringify([answers.map(({ body }) => body), service.logs])).not.toMatch(/secret-table|Access Denied/);
  });

  test('is waited for until the deadline and no longer', async () => {
    service.database.gate = new Promise(() => undefined);
    const { status, body } = await service.post(sampleRequest);
    service.database.gate = undefined;
    expect([status, body.code]).toEqual([504, 'deadline']);
  });

  test('makes the service alive but not ready', async () => {
    const other = await startService();
    other.database.failure = new Error('down');
    const answers = [await other.get('/health'), await other.get('/ready')];
    other.database.failure = undefined;
    answers.push(await other.get('/ready'));
    await other.close();
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 200]);
  });
});

describe('log lines', () => {
  test('are what Cloud Logging reads: severity, trace, request, and the time the metric of the blueprint is made of', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await service.post(sampleRequest, { 'x-request-id': 'call-1', traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
    expect(service.logs.find(({ request_id: id }) => id === 'call-1')).toEqual({
      severity: 'INFO',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      component: 'risk-api',
      request_id: 'call-1',
      'logging.googleapis.com/trace': `projects/demo-project/traces/${traceId}`,
      'logging.googleapis.com/spanId': '00f067aa0ba902b7',
      'logging.googleapis.com/trace_sampled': true,
      calculation_ms: expect.any(Number),
      httpRequest: {
        requestMethod: 'POST',
        requestUrl: '/calculate-risk',
        status: 200,
        latency: expect.stringMatching(/^\d+\.\d{6}s$/),
      },
      message: 'answered',
    });
  });

  test("take Google's own trace header too", async () => {
    await service.get('/health', {
      'x-request-id': 'call-2',
      'x-cloud-trace-context': '4BF92F3577B34DA6A3CE929D0E0E4736/255;o=1',
    });
    expect(service.logs.find(({ request_id: id }) => id === 'call-2')).toMatchObject({
      severity: 'DEBUG',
      'logging.googleapis.com/trace': 'projects/demo-project/traces/4bf92f3577b34da6a3ce929d0e0e4736',
      'logging.googleapis.com/spanId': '00000000000000ff',
    });
  });

  test('hold no address or id a caller made up', async () => {
    const { headers } = await service.get('/nowhere?token=hush', { 'x-request-id': 'a"b{}' });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(service.logs)).not.toMatch(/hush|nowhere/);
  });
});

describe('stopping', () => {
  test('answers what runs, and takes no new requests', async () => {
    const other = await startService();
    let open: () => void = () => undefined;
    other.database.gate = new Promise((resolve) => {
      open = resolve;
    });
    const reached = new Promise<void>((resolve) => {
      const query = other.database.query.bind(other.database);
      other.database.query = (...args) => {
        resolve();
        return query(...args);
      };
    });
    const running = other.get('/portfolio-summary');
    await reached;
    const closed = other.close();
    expect(await connect(`${other.url}/health`)).toMatch(/^(503|ECONNREFUSED|ECONNRESET)$/);
    open();
    expect((await running).status).toBe(200);
    await closed;
  });
});

/** The status of the answer on a connection of its own, or the code of the error. */
function connect(url: string): Promise<string> {
  return new Promise((resolve) => {
    httpRequest(url, { agent: false }, (response) => resolve(String(response.statusCode)))
      .on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)))
      .end();
  });
}

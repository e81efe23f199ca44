import { describe, expect, it } from 'vitest';
import { realClock } from '../../src/config-api/real-clock.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { bucketModule, emulated, place } from './emulated.ts';

const json = { 'content-type': 'application/json' };
const list = `/v1/${place}/deployments`;

describe('22.1 the clock', () => {
  it('22.1 stands still until it is moved, and what is due by then has happened', async () => {
    const { call, get, upload } = await emulated();
    await upload('m', bucketModule('b'));
    const serviceAccount = 'projects/p/serviceAccounts/r@p.iam.gserviceaccount.com';
    const body = { serviceAccount, terraformBlueprint: { gcsSource: 'gs://sources/m' } };
    const { name } = (await call('POST', `${list}?deploymentId=d`, body)).body;
    expect((await get('/_emulator/clock')).body).toEqual({ now: '2026-01-01T00:00:00.000000000Z', kind: 'virtual' });
    expect((await get(`/v1/${name}`)).body.done).toBe(false);
    expect((await call('POST', '/_emulator/clock', { advanceMs: 90_000 }, json)).body.now).toBe(
      '2026-01-01T00:01:30.000000000Z',
    );
    expect((await get(`/v1/${name}`)).body.done).toBe(true);
  });

  it.each([[{}], [{ advanceMs: -1 }], [{ advanceMs: 1.5 }], [{ advanceMs: '5' }], [{ advanceMs: 1e12 }], [null]])(
    '22.1 is not moved by %j',
    async (body) => {
      const { call, clock } = await emulated();
      const before = clock.now();
      const { status, body: answer } = await call('POST', '/_emulator/clock', body, json);
      expect([status, answer.error.details[0].fieldViolations[0].field]).toEqual([400, 'advanceMs']);
      expect(clock.now()).toBe(before);
    },
  );

  it('22.1 is not moved when it is the real one', async () => {
    const url = 'http://e/_emulator/clock';
    const emulator = createEmulator({ clock: realClock });
    const body = new TextEncoder().encode('{"advanceMs":1}');
    expect((await emulator.handle({ method: 'POST', url, headers: json, body })).status).toBe(400);
    const { body: shown } = await emulator.handle({ method: 'GET', url, headers: {}, body: new Uint8Array() });
    expect(JSON.parse(new TextDecoder().decode(shown)).kind).toBe('real');
  });
});

describe('the quotas', () => {
  const change = { method: 'DELETE', path: `${list}/nope?force=true` } as const;

  it.each([
    ['off', 1, 0],
    ['real', 1, 60_000],
    ['real', 100, 600],
  ] as const)('22.2 22.3 %s at speed %i', async (rateQuotas, speed, minuteMs) => {
    const { call, get, clock } = await emulated({ rateQuotas, speed });
    await clock.advance(minuteMs / 4);
    const statuses: number[] = [];
    for (let index = 0; index < 21; index++) statuses.push((await call(change.method, change.path)).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404));
    expect(statuses[20]).toBe(rateQuotas === 'off' ? 404 : 429);
    expect((await get(list)).status).toBe(200);
    await clock.advance((minuteMs * 3) / 4);
    expect((await call(change.method, change.path)).status).toBe(404);
  });

  it('22.3 are off unless asked for', async () => {
    const { call } = await emulated();
    for (let index = 0; index < 30; index++) expect((await call(change.method, change.path)).status).toBe(404);
  });

  it('22.2 hold for all requests of a project and location, and tell when to come again', async () => {
    const { get, clock } = await emulated({ rateQuotas: 'real' });
    await clock.advance(15_000);
    for (let index = 0; index < 1_200; index++) await get(`${list}/d`);
    const { status, body } = await get(`${list}/d`);
    expect([status, body.error.status]).toEqual([429, 'RESOURCE_EXHAUSTED']);
    expect(body.error.details).toMatchObject([
      { reason: 'RATE_LIMIT_EXCEEDED', metadata: { quota_limit_value: '1200', quota_location: 'us-central1' } },
      { violations: [{ subject: expect.stringMatching(/^project:\d{12}$/) }] },
      { retryDelay: '45s' },
    ]);
    expect((await get('/v1/projects/p/locations/europe-west1/deployments')).status).toBe(200);
    expect((await get('/v1/projects/q/locations/us-central1/deployments')).status).toBe(200);
    await clock.advance(45_000);
    expect((await get(list)).status).toBe(200);
  });
});

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/config-api/json.ts';
import type { StatusName } from '../../src/config-api/status.ts';
import { httpStatuses } from '../../src/config-api/status.ts';
import { fits } from '../../src/emulator/faults/pattern.ts';
import { readFaults, steps } from '../../src/emulator/faults/read-faults.ts';
import type { Listener } from '../../src/emulator/http-server.ts';
import { fc } from '../properties.ts';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const json = { 'content-type': 'application/json' };
const open: Listener[] = [];
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});

async function withFaults(...faults: readonly JsonObject[]): Promise<Emulated> {
  const service = await emulated({ seed: 'faults' });
  const { status, body } = await service.call('POST', '/_emulator/faults', { faults: [...faults] }, json);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return service;
}

const list = `/v1/${place}/deployments`;
const create = (service: Emulated, id: string) =>
  service.call('POST', `${list}?deploymentId=${id}`, {
    serviceAccount,
    terraformBlueprint: { gcsSource: 'gs://sources/m' },
  });

describe('21.1 the form of faults', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../schemas/emulator-faults.schema.json', import.meta.url), 'utf8'),
  );
  const validate = new Ajv2020({ allowUnionTypes: true, strict: false }).compile(schema);

  const value = fc.oneof(
    fc.constantFrom<Json>('*', 'a', '', 'GetOperation', 'before', 'UNAVAILABLE', 'RUNNING_TF_INIT', 'destroy', null),
    fc.constantFrom<Json>(0, 1, 500, 0.5, -1, 1e300, true, [], [{ '@type': 'x' }], [{}], {}),
  );
  const field = fc.constantFrom(
    ...['message', 'after', 'times', 'probability', 'deployment', 'address', 'phase', 'httpResponseCode', 'step'],
    ...['method', 'resource', 'status', 'details', 'retryAfterMs', 'permission', 'httpStatus', 'body', 'when'],
    ...['bytes', 'delayMs', 'bytesPerSecond', 'colour'],
  );
  const effects = ['refuse', 'quota', 'deny', 'answer', 'reset', 'truncate', 'delay', 'slow', 'repeat', 'lose', 'x'];
  const needed = fc.constantFrom<JsonObject>(
    ...[
      { kind: 'resource', address: 'a' },
      { kind: 'step', step: 'RUNNING_TF_PLAN' },
      { kind: 'resource' },
      { kind: 'x' },
    ],
    ...effects.map((effect) => ({ kind: 'request', effect })),
    { kind: 'request', effect: 'refuse', status: 'ABORTED' },
    { kind: 'request', effect: 'slow', bytesPerSecond: 1 },
  );

  it('21.1 is the same for the schema and the emulator', () => {
    const fault = fc
      .tuple(needed, fc.array(fc.tuple(field, value), { maxLength: 3 }))
      .map(([base, entries]) => ({ ...base, ...Object.fromEntries(entries) }));
    const texts = fc.oneof(fc.record({ faults: fc.array(fault, { maxLength: 2 }) }), value);
    fc.assert(
      fc.property(texts, (document) => {
        // Absent and null are one to the emulator, as in JSON of protobuf; the schema says it once.
        fc.pre(!JSON.stringify(document).includes('null'));
        expect(readFaults(document as Json).faulty.length === 0).toBe(validate(document));
      }),
      { numRuns: 3000 },
    );
  });

  it('21.1 knows every step of the service', () => {
    expect(new Set(schema.$defs.step.properties.step.enum)).toEqual(new Set(steps));
  });

  it('21.1 says where and what for everything that is wrong', () => {
    const faults = [{ kind: 'request', effect: 'refuse', when: 'x', times: 0 }, { kind: 'step' }];
    expect(readFaults({ faults, more: 1 })).toEqual({
      faults: [],
      faulty: [
        { path: ['more'], message: 'is not a field of a list of faults' },
        { path: ['faults', 0, 'when'], message: 'is not a field of a refuse fault' },
        { path: ['faults', 0, 'times'], message: 'must be a whole number from 1' },
        { path: ['faults', 0, 'status'], message: expect.stringMatching(/^must be one of CANCELLED, /) },
        { path: ['faults', 1, 'step'], message: 'must be a step of a run, such as RUNNING_TF_INIT' },
      ],
    });
  });
});

describe('which request a fault meets', () => {
  it.each([
    ['*', 'anything', true],
    ['Create*', 'CreateDeployment', true],
    ['*Deployment', 'CreateDeployment', true],
    ['C*ate*ment', 'CreateDeployment', true],
    ['a*a', 'a', false],
    ['d1', `${place}/deployments/d1`, true],
    ['d1', `${place}/deployments/d10`, false],
    ['gs://b/*.tf', 'gs://b/x/main.tf', true],
    ['projects/*/locations/us-*/deployments/*', `${place}/deployments/d`, true],
    ['x*y*z', 'xzy', false],
  ])('21.2 pattern %s and name %s: %s', (pattern, name, expected) => {
    expect(fits(pattern, name)).toBe(expected);
  });

  it('21.2 goes by method and by the name of what is created, read or uploaded', async () => {
    const refuse = { kind: 'request', effect: 'refuse', status: 'UNAVAILABLE' };
    const service = await withFaults(
      { ...refuse, method: 'CreateDeployment', resource: `${place}/deployments/bad` },
      { ...refuse, method: 'GetDeployment', resource: 'worse' },
      { ...refuse, method: 'storage.objects.insert', resource: 'gs://sources/m/secret.*' },
    );
    await service.upload('m', bucketModule('b'));
    expect((await create(service, 'good')).status).toBe(200);
    expect((await create(service, 'bad')).status).toBe(503);
    expect((await service.get(`${list}/worse`)).status).toBe(503);
    expect((await service.get(`${list}/bad`)).status).toBe(404);
    const insert = (name: string) =>
      service.call('POST', `/upload/storage/v1/b/sources/o?uploadType=media&name=${name}`, 1);
    expect([(await insert('m/secret.tf')).status, (await insert('m/open.tf')).status]).toEqual([503, 200]);
  });

  it('21.2 meets signed URLs as the storage methods they stand for', async () => {
    const service = await withFaults({
      kind: 'request',
      effect: 'refuse',
      status: 'UNAVAILABLE',
      method: 'storage.objects.get',
      resource: '*.tfstate',
    });
    await service.deploy('d', bucketModule('b'));
    const { signedUri } = (await service.call('POST', `${list}/d:exportState`, {})).body;
    const { pathname, search } = new URL(signedUri);
    expect((await service.get(`${pathname}${search}`)).status).toBe(503);
    await service.call('DELETE', '/_emulator/faults');
    expect((await service.get(`${pathname}${search}`)).status).toBe(200);
  });

  it('21.3 passes over the first, happens so many times, and counts whatever else happens', async () => {
    const refuse = { kind: 'request', effect: 'refuse', method: 'GetDeployment' };
    const service = await withFaults(
      { ...refuse, status: 'ABORTED', after: 1, times: 2 },
      { ...refuse, status: 'UNAVAILABLE', after: 2, times: 2 },
    );
    const seen = [];
    for (let index = 0; index < 6; index++) seen.push((await service.get(`${list}/d`)).status);
    expect(seen).toEqual([404, 409, 409, 503, 503, 404]);
  });

  it('21.3 follows chance from the seed', async () => {
    const run = async () => {
      const service = await withFaults({ kind: 'request', effect: 'refuse', status: 'ABORTED', probability: 0.3 });
      const seen = [];
      for (let index = 0; index < 200; index++) seen.push((await service.get(list)).status);
      return seen;
    };
    const first = await run();
    const hits = first.filter((status) => status === 409).length;
    expect(hits).toBeGreaterThan(30);
    expect(hits).toBeLessThan(90);
    expect(await run()).toEqual(first);
  });
});

describe('what a fault does', () => {
  it('21.4 fails a resource, and a step', async () => {
    const service = await withFaults(
      { kind: 'resource', deployment: 'one', address: '*.a', httpResponseCode: 409, message: 'exists' },
      { kind: 'step', deployment: 'two', step: 'RUNNING_TF_PLAN', message: 'no plan' },
    );
    expect((await service.deploy('one', bucketModule('b'))).state).toBe('FAILED');
    expect((await service.get(`${list}/one/revisions/r-0`)).body.tfErrors).toMatchObject([
      { resourceAddress: 'google_storage_bucket.a', httpResponseCode: 409, errorDescription: 'exists' },
    ]);
    expect((await service.deploy('two', bucketModule('b'))).stateDetail).toMatch(/tf-plan: no plan/);
  });

  it('21.5 refuses with every canonical status, in the form of the API', async () => {
    const statuses = Object.keys(httpStatuses) as StatusName[];
    const faults = statuses.map((status) => ({
      kind: 'request',
      effect: 'refuse',
      status,
      message: 'no',
      times: 2,
      retryAfterMs: 1500,
    }));
    for (const [index, status] of statuses.entries()) {
      const service = await withFaults(faults[index] ?? {});
      const config = await service.get(list);
      expect(config).toMatchObject({ status: httpStatuses[status], headers: { 'retry-after': '2' } });
      expect(config.body.error).toMatchObject({ status, message: 'no', details: [{ retryDelay: '1.5s' }] });
      const storage = await service.get('/storage/v1/b/sources');
      expect(storage.body.error).toMatchObject({
        code: httpStatuses[status],
        errors: [{ reason: expect.any(String) }],
      });
    }
  });

  it('21.5 exhausts a quota, denies permission, and answers as a proxy would', async () => {
    const one = { kind: 'request', times: 1 };
    const service = await withFaults(
      { ...one, effect: 'quota', retryAfterMs: 30_000 },
      { ...one, effect: 'deny', permission: 'config.deployments.list' },
      { ...one, effect: 'answer', httpStatus: 502, body: '<h1>Bad Gateway</h1>' },
    );
    const quota = await service.get(list);
    expect(quota).toMatchObject({ status: 429, body: { error: { status: 'RESOURCE_EXHAUSTED' } } });
    expect(quota.body.error.details).toMatchObject([{ violations: [{ subject: place }] }, { retryDelay: '30s' }]);
    const denied = await service.get(list);
    expect(denied).toMatchObject({ status: 403, body: { error: { status: 'PERMISSION_DENIED' } } });
    expect(denied.body.error.details).toMatchObject([
      { reason: 'IAM_PERMISSION_DENIED', metadata: { permission: 'config.deployments.list', resource: place } },
    ]);
    expect(await service.get(list)).toMatchObject({
      status: 502,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
      body: '<h1>Bad Gateway</h1>',
    });
    expect((await service.get(list)).status).toBe(200);
  });

  it('21.6 resets before or after the effect, in process as a rejection', async () => {
    const reset = { kind: 'request', effect: 'reset', method: 'CreateDeployment', times: 1 };
    const service = await withFaults({ ...reset, when: 'before' }, { ...reset, when: 'after' });
    await service.upload('m', bucketModule('b'));
    await expect(create(service, 'd')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await service.get(`${list}/d`)).status).toBe(404);
    await expect(create(service, 'd')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await service.get(`${list}/d`)).body.state).toBe('CREATING');
    expect((await create(service, 'd')).status).toBe(409);
  });

  it('21.6 breaks connections of HTTP callers, with a part of the answer or none', async () => {
    const service = await withFaults(
      { kind: 'request', effect: 'reset', times: 1 },
      { kind: 'request', effect: 'truncate', bytes: 3, times: 1 },
      { kind: 'request', effect: 'truncate', bytes: 0, times: 1 },
    );
    const listener = await service.emulator.listen(0);
    open.push(listener);
    const url = `${listener.url}/v1/projects/p/locations`;
    await expect(fetch(url)).rejects.toThrow();
    for (const bytes of [3, 0]) {
      const response = await fetch(url);
      expect([response.status, Number(response.headers.get('content-length')) > bytes]).toEqual([200, true]);
      await expect(response.text()).rejects.toThrow();
    }
    expect((await fetch(url)).status).toBe(200);
  });

  it('21.7 delays on the clock of the emulator, by time or by the size of the body', async () => {
    const service = await withFaults(
      { kind: 'request', effect: 'delay', method: 'ListDeployments', delayMs: 5_000 },
      { kind: 'request', effect: 'slow', method: 'storage.objects.insert', bytesPerSecond: 10 },
    );
    const timed = async (answer: Promise<unknown>): Promise<number> => {
      const start = service.clock.now();
      let end = 0;
      void answer.then(() => {
        end = service.clock.now();
      });
      await service.clock.advance(60_000);
      return end - start;
    };
    expect(await timed(service.get(list))).toBe(5_000);
    const insert = service.call('POST', '/upload/storage/v1/b/sources/o?uploadType=media&name=x', 'x'.repeat(98));
    expect(await timed(insert)).toBe(10_000);
  });

  it('21.8 handles a request twice', async () => {
    const service = await withFaults({ kind: 'request', effect: 'repeat', method: 'CreateDeployment' });
    await service.upload('m', bucketModule('b'));
    expect((await create(service, 'd')).body.error.status).toBe('ALREADY_EXISTS');
    expect((await service.get(`${list}/d`)).body.state).toBe('CREATING');
  });

  it('21.9 loses an operation, which goes on', async () => {
    const service = await withFaults({ kind: 'request', effect: 'lose', resource: '*', after: 1, times: 1 });
    await service.upload('m', bucketModule('b'));
    const { name } = (await create(service, 'd')).body;
    expect((await service.get(`/v1/${name}`)).status).toBe(200);
    for (let index = 0; index < 3; index++) expect((await service.get(`/v1/${name}`)).status).toBe(404);
    expect((await service.get(`/v1/${place}/operations`)).body).toEqual({});
    await service.finish();
    expect((await service.get(`${list}/d`)).body.state).toBe('ACTIVE');
  });
});

describe('what is remembered', () => {
  it('21.10 tells the last requests, how they were answered and what happened to them', async () => {
    const service = await withFaults({ kind: 'request', effect: 'reset', method: 'GetDeployment', times: 1 });
    await expect(service.get(`${list}/d`)).rejects.toThrow();
    await service.get(`${list}/d`);
    await service.get('/v2/nonsense');
    const time = '2026-01-01T00:00:00.000000000Z';
    expect((await service.get('/_emulator/requests')).body.requests).toEqual([
      { time, method: 'storage.buckets.insert', resource: 'projects/p', status: 200 },
      { time, method: 'GetDeployment', resource: `${place}/deployments/d`, fault: 'reset' },
      { time, method: 'GetDeployment', resource: `${place}/deployments/d`, status: 404 },
      { time, method: 'GET /v2/nonsense', status: 404 },
    ]);
    expect((await service.get('/_emulator/requests?last=1')).body.requests).toHaveLength(1);
    expect((await service.get('/_emulator/requests?last=x')).status).toBe(400);
  });

  it('21.11 records faults that make the same happen again, without chance', async () => {
    const script = async (service: Emulated): Promise<string> => {
      const seen: unknown[] = [];
      const request = async (...call: Parameters<Emulated['call']>): Promise<void> => {
        seen.push(await service.call(...call).catch((error: { code: string }) => error.code));
      };
      const body = { serviceAccount, terraformBlueprint: { gcsSource: 'gs://sources/m' } };
      await request('POST', '/upload/storage/v1/b/sources/o?uploadType=media&name=m%2Fmain.tf', 'x');
      for (let index = 0; index < 40; index++) {
        await request('POST', `${list}?deploymentId=d${index % 7}`, body);
        await request('GET', `${list}/d${index % 5}`);
        await service.clock.advance(20_000);
      }
      await request('GET', `/v1/${place}/operations`);
      return JSON.stringify(seen);
    };
    const first = await withFaults(
      { kind: 'request', effect: 'refuse', status: 'UNAVAILABLE', method: 'CreateDeployment', probability: 0.3 },
      { kind: 'request', effect: 'reset', when: 'after', probability: 0.2 },
      { kind: 'request', effect: 'repeat', after: 20, times: 3 },
      { kind: 'step', step: 'RUNNING_TF_INIT', probability: 0.5 },
    );
    const seen = await script(first);
    const { faults } = (await first.get('/_emulator/faults?recorded')).body as { faults: JsonObject[] };
    expect(faults.length).toBeGreaterThan(20);
    expect(faults.filter(({ probability, times }) => probability !== undefined || times !== 1)).toEqual([]);
    expect(await script(await withFaults(...faults))).toBe(seen);
  });
});

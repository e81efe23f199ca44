import { beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../src/config-api/json.ts';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const deployment = `/v1/${place}/deployments/d`;
const control = { 'content-type': 'application/json' };
let service: Emulated;

async function begin(options: Parameters<typeof emulated>[0] = {}): Promise<void> {
  service = await emulated(options);
  await service.deploy('d', bucketModule('b'));
}

beforeEach(() => begin());

const post = (verb: string, body: Json = {}) => service.call('POST', `${deployment}:${verb}`, body);
const get = async () => (await service.get(deployment)).body;

/** Waits for the operation a call answered; returns it as it ended. */
async function ended(verb: string, body: Json = {}) {
  const { status, body: operation } = await post(verb, body);
  if (status !== 200) throw new Error(JSON.stringify(operation));
  await service.finish();
  return (await service.get(`/v1/${operation.name}`)).body;
}

async function lock(): Promise<string> {
  await ended('lock');
  return (await service.get(`${deployment}:exportLock`)).body.lockId;
}

async function read(url: string): Promise<string> {
  const answer = await service.emulator.handle({ method: 'GET', url, headers: {}, body: new Uint8Array() });
  expect(answer.status).toBe(200);
  return new TextDecoder().decode(answer.body);
}

async function stateOf(draft = false) {
  return JSON.parse(await read((await post('exportState', { draft })).body.signedUri));
}

async function put(url: string, text: string): Promise<number> {
  const body = new TextEncoder().encode(text);
  return (await service.emulator.handle({ method: 'PUT', url, headers: {}, body })).status;
}

async function importState(lockId: string, state: unknown, more = {}): Promise<void> {
  const { body } = await post('importState', { lockId, ...more });
  expect(await put(body.signedUri, typeof state === 'string' ? state : JSON.stringify(state))).toBe(200);
}

const code = (answer: { body: { error?: { status: string } } }): string => answer.body.error?.status ?? 'OK';

describe('state files', () => {
  it('13.1 are of version 4 and go on in serial and lineage', async () => {
    const first = await stateOf();
    expect(first).toMatchObject({
      version: 4,
      terraform_version: '1.5.7',
      serial: 1,
      lineage: expect.stringMatching(/^[0-9a-f-]{36}$/),
      outputs: {},
      resources: [
        {
          mode: 'managed',
          type: 'google_storage_bucket',
          name: 'a',
          provider: 'provider["registry.terraform.io/hashicorp/google"]',
          instances: [{ schema_version: 0, attributes: { id: 'b', name: 'b', location: 'EU' } }],
        },
      ],
    });
    await service.update('d', { labels: {} }, '?updateMask=labels');
    expect(await stateOf()).toEqual(first);
    const gcsSource = await service.upload('v2', bucketModule('c'));
    await service.update('d', { serviceAccount, terraformBlueprint: { gcsSource } });
    expect(await stateOf()).toMatchObject({ serial: 2, lineage: first.lineage });
    await service.deploy('e', bucketModule('b'));
    const { body } = await service.call('POST', `/v1/${place}/deployments/e:exportState`, {});
    expect(JSON.parse(await read(body.signedUri)).lineage).not.toBe(first.lineage);
  });

  it('13.6 are exported of a deployment and of a revision', async () => {
    const first = async () =>
      read((await service.call('POST', `${deployment}/revisions/r-0:exportState`, {})).body.signedUri);
    const before = await first();
    expect(JSON.parse(before)).toEqual(await stateOf());
    const gcsSource = await service.upload('v2', bucketModule('c'));
    await service.update('d', { serviceAccount, terraformBlueprint: { gcsSource } });
    expect(await first()).toBe(before);
    expect((await stateOf()).resources[0].instances[0].attributes.name).toBe('c');
    for (const path of [`${deployment}/revisions/r-9`, `/v1/${place}/deployments/none`]) {
      expect((await service.call('POST', `${path}:exportState`, {})).status).toBe(404);
    }
    expect((await post('exportState', { draft: true })).status).toBe(404);
    await service.deploy('broken', { 'main.tf': 'resource {' });
    expect((await service.call('POST', `/v1/${place}/deployments/broken:exportState`, {})).status).toBe(404);
  });
});

describe('locks', () => {
  it('13.2 are taken and given back by operations on the deployment', async () => {
    const { body: operation } = await post('lock');
    expect(operation).toMatchObject({ metadata: { verb: 'lock', target: `${place}/deployments/d` } });
    expect((await get()).lockState).toBe('LOCKING');
    await service.finish();
    const { body } = await service.get(`/v1/${operation.name}`);
    expect(body).toMatchObject({ done: true, response: { name: `${place}/deployments/d`, lockState: 'LOCKED' } });
    const { lockId } = (await service.get(`${deployment}:exportLock`)).body;
    const { body: unlocking } = await post('unlock', { lockId });
    await service.clock.advance(500);
    const { body: running } = await service.get(`/v1/${unlocking.name}`);
    expect(running.metadata.deploymentMetadata.step).toBe('RUNNING_TF_VALIDATE');
    expect((await get()).lockState).toBe('UNLOCKING');
    await service.finish();
    expect(await get()).toMatchObject({ lockState: 'UNLOCKED', state: 'ACTIVE' });
  });

  it('13.2 can fail, and be cancelled', async () => {
    const faults = [{ kind: 'step', step: 'PREPARING_STORAGE_BUCKET', message: 'no bucket', times: 1 }];
    await service.call('POST', '/_emulator/faults', { faults }, control);
    expect((await ended('lock')).response).toMatchObject({ lockState: 'LOCK_FAILED', stateDetail: expect.any(String) });
    const { body: operation } = await post('lock');
    await service.call('POST', `/v1/${operation.name}:cancel`, {});
    await service.finish();
    expect((await get()).lockState).toBe('UNLOCKED');
    expect(await lock()).toMatch(/^\d+$/);
  });

  it('13.2 are held, and shown, by the runs of the deployment', async () => {
    const lockState = async () => (await get()).lockState;
    await service.call('PATCH', `${deployment}?updateMask=labels`, {});
    expect(await lockState()).toBe('LOCKED');
    const { body: info } = await service.get(`${deployment}:exportLock`);
    expect(info).toMatchObject({ operation: 'update', who: 'runner@p.iam.gserviceaccount.com' });
    expect(code(await post('unlock', { lockId: info.lockId }))).toBe('ABORTED');
    await service.finish();
    expect(await lockState()).toBe('UNLOCKED');
    expect(code(await service.get(`${deployment}:exportLock`))).toBe('FAILED_PRECONDITION');
    await service.upload('d', { 'main.tf': 'resource {' });
    expect(await service.update('d', { labels: {} }, '?updateMask=labels')).toMatchObject({
      state: 'FAILED',
      lockState: 'UNLOCKED',
    });
  });

  it('13.3 keep others out, and need their id', async () => {
    expect(code(await post('unlock', { lockId: '1' }))).toBe('FAILED_PRECONDITION');
    expect(code(await post('importState', { lockId: '1' }))).toBe('FAILED_PRECONDITION');
    expect(code(await post('deleteState', { lockId: '1' }))).toBe('FAILED_PRECONDITION');
    expect(code(await service.get(`${deployment}:exportLock`))).toBe('FAILED_PRECONDITION');
    const lockId = await lock();
    for (const answer of [
      await service.call('PATCH', `${deployment}?updateMask=labels`, {}),
      await service.call('DELETE', `${deployment}?force=true`),
      await post('lock'),
      await post('unlock', { lockId: `${lockId}0` }),
      await post('importState', {}),
      await post('deleteState', { lockId: '7' }),
    ]) {
      expect(code(answer)).toBe('FAILED_PRECONDITION');
    }
    await post('unlock', { lockId });
    expect(code(await post('unlock', { lockId }))).toBe('ABORTED');
    expect((await service.call('POST', `/v1/${place}/deployments/none:lock`, {})).status).toBe(404);
  });

  it('13.8 say who holds them', async () => {
    const { body: operation } = await post('lock');
    await service.finish();
    expect((await service.get(`${deployment}:exportLock`)).body).toEqual({
      lockId: expect.stringMatching(/^[1-9]\d+$/),
      operation: 'lock',
      info: operation.name,
      who: 'caller',
      version: '1.5.7',
      createTime: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });
});

describe('imported states', () => {
  it('13.4 are drafts until the lock is given back', async () => {
    const live = await stateOf();
    const lockId = await lock();
    const renamed = structuredClone(live);
    renamed.resources[0].name = 'renamed';
    await importState(lockId, renamed);
    expect(await stateOf()).toEqual(live);
    expect(await stateOf(true)).toEqual(renamed);
    expect((await ended('unlock', { lockId })).response.lockState).toBe('UNLOCKED');
    expect(await stateOf()).toEqual({ ...renamed, serial: live.serial + 1 });
    expect((await post('exportState', { draft: true })).status).toBe(404);
    const source = (bucketModule('b')['main.tf'] ?? '').replace('"a"', '"renamed"');
    const gcsSource = await service.upload('v2', { 'main.tf': source });
    const { latestRevision } = await service.update('d', { serviceAccount, terraformBlueprint: { gcsSource } });
    const { body } = await service.get(`/v1/${latestRevision}/resources`);
    expect(body.resources).toMatchObject([{ intent: 'UNCHANGED' }]);
  });

  it.each([
    ['live', ['renamed', 404]],
    ['draft', ['a', 200]],
  ] as const)('13.4 with skipDraft go by %s', async (skipDraft, expected) => {
    await begin({ behaviour: { skipDraft } });
    const state = await stateOf();
    state.resources[0].name = 'renamed';
    await importState(await lock(), state, { skipDraft: true });
    const { status } = await post('exportState', { draft: true });
    expect([(await stateOf()).resources[0].name, status]).toEqual(expected);
  });

  it('13.4 may bring a tainted resource, which is replaced', async () => {
    const lockId = await lock();
    const state = await stateOf();
    state.resources[0].instances[0].status = 'tainted';
    await importState(lockId, state);
    await ended('unlock', { lockId });
    await service.call('POST', `/v1/${place}/previews?previewId=p`, { deployment: `${place}/deployments/d` });
    await service.finish();
    const { body } = await service.get(`/v1/${place}/previews/p/resourceChanges`);
    expect(body.resourceChanges).toMatchObject([{ intent: 'RECREATE' }]);
    await service.update('d', { labels: {} }, '?updateMask=labels');
    expect((await stateOf()).resources[0].instances[0].status).toBeUndefined();
  });

  it.each([
    ['no JSON', () => '{', 'not JSON'],
    ['another version', (state: object) => ({ ...state, version: 3 }), 'version 3'],
    ['no resources', (state: object) => ({ ...state, resources: 'none' }), 'no list of resources'],
    ['a resource of no form', (state: object) => ({ ...state, resources: [{}] }), 'resources[0].mode'],
    ['no lineage', (state: object) => ({ ...state, lineage: '' }), 'no lineage'],
    ['a lower serial', (state: object) => ({ ...state, serial: 0 }), 'serial 0'],
  ])('13.5 of %s fail the unlock and keep the lock', async (_, changed, why) => {
    const live = await stateOf();
    const lockId = await lock();
    await importState(lockId, changed(live));
    const { response } = await ended('unlock', { lockId });
    expect(response).toMatchObject({ lockState: 'UNLOCK_FAILED', state: 'ACTIVE' });
    expect(response.stateDetail).toContain(why);
    expect(await stateOf()).toEqual(live);
    expect(code(await service.call('PATCH', `${deployment}?updateMask=labels`, {}))).toBe('FAILED_PRECONDITION');
    await importState(lockId, live);
    const { response: unlocked } = await ended('unlock', { lockId });
    expect([unlocked.lockState, unlocked.stateDetail]).toEqual(['UNLOCKED', undefined]);
    expect(await stateOf()).toEqual({ ...live, serial: live.serial + 1 });
  });

  it('13.7 are deleted with the live state', async () => {
    const lockId = await lock();
    await importState(lockId, await stateOf());
    expect((await post('deleteState', { lockId })).body).toEqual({});
    for (const draft of [true, false]) expect((await post('exportState', { draft })).status).toBe(404);
    await ended('unlock', { lockId });
    const { latestRevision } = await service.update('d', { labels: {} }, '?updateMask=labels');
    const { body } = await service.get(`/v1/${latestRevision}/resources`);
    expect(body.resources).toMatchObject([{ intent: 'CREATE' }]);
  });

  it('13.9 that are live and cannot be read fail the next run', async () => {
    const lockId = await lock();
    await importState(lockId, '{', { skipDraft: true });
    await ended('unlock', { lockId });
    const { stateDetail } = await service.update('d', { labels: {} }, '?updateMask=labels');
    expect(stateDetail).toContain('failed while running: tf-init: Error: the state cannot be read');
    const { body } = await service.call('DELETE', `${deployment}?force=true`);
    await service.finish();
    expect((await service.get(`/v1/${body.name}`)).body.response.state).toBe('FAILED');
  });
});

describe('signed URLs', () => {
  it('14.1 are for one method and one object, without credentials or content type', async () => {
    const lockId = await lock();
    const { signedUri: forPut } = (await post('importState', { lockId })).body;
    const { signedUri: forGet } = (await post('exportState')).body;
    expect(new URL(forGet).origin).toBe('http://emulator.test');
    const ask = async (method: 'GET' | 'PUT' | 'DELETE', url: string) =>
      (await service.emulator.handle({ method, url, headers: {}, body: new Uint8Array([123, 125]) })).status;
    expect(await ask('GET', forGet)).toBe(200);
    expect(await ask('PUT', forPut)).toBe(200);
    const otherObject = forGet.replace('default.tfstate', 'other.tfstate');
    const otherMethod = forGet.replace('method=GET', 'method=PUT');
    for (const [method, url] of [
      ['PUT', forGet],
      ['GET', forPut],
      ['GET', otherObject],
      ['PUT', otherMethod],
      ['DELETE', forPut],
      ['GET', forGet.replace(/signature=./, 'signature=')],
      ['GET', forGet.replace(/\?.*/, '')],
      ['GET', forGet.replace(/expires=\d/, 'expires=9')],
      ['GET', 'http://emulator.test/_signed/%E0%A4%A/x?method=GET'],
    ] as const) {
      expect([method, url, await ask(method, url)]).toEqual([method, url, 403]);
    }
  });

  it('14.2 expire after an hour, and another emulator of the same seed has others', async () => {
    const { signedUri } = (await post('exportState')).body;
    await service.clock.advance(3_599_999);
    expect((await service.get(signedUri.replace('http://emulator.test', ''))).status).toBe(200);
    await service.clock.advance(1);
    const { status, headers, body } = await service.get(signedUri.replace('http://emulator.test', ''));
    expect([status, headers['content-type']]).toEqual([400, 'application/xml; charset=UTF-8']);
    expect(body).toContain('<Code>ExpiredToken</Code>');
    const { signedUri: here } = (await post('exportState')).body;
    const earlier = service.clock.now();
    await begin();
    await service.clock.advance(earlier - service.clock.now());
    const { signedUri: there } = (await post('exportState')).body;
    const withoutSignature = (url: string) => url.replace(/signature=.*/, '');
    expect(withoutSignature(there)).toBe(withoutSignature(here));
    expect(there).not.toBe(here);
    expect((await service.get(here.replace('http://emulator.test', ''))).status).toBe(403);
  });
});

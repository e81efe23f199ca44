import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/config-api/json.ts';
import { shippedFacts } from '../terraform/plan/plan-module-text.ts';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const deployment = `/v1/${place}/deployments/d`;
const control = { 'content-type': 'application/json' };
let service: Emulated;

beforeEach(async () => {
  service = await emulated({ facts: shippedFacts });
});

const order = (fault: JsonObject) =>
  service.call('POST', '/_emulator/faults', { faults: [{ message: 'refused', times: 1, ...fault }] }, control);

/** Addresses in the state. */
async function managed(): Promise<readonly string[]> {
  const { body, status } = await service.call('POST', `${deployment}:exportState`, {});
  if (status === 404) return [];
  const url = body.signedUri;
  const answer = await service.emulator.handle({ method: 'GET', url, headers: {}, body: new Uint8Array() });
  const { resources } = JSON.parse(new TextDecoder().decode(answer.body));
  return (resources as { type: string; name: string }[]).map(({ type, name }) => `${type}.${name}`);
}

const replaced = (lifecycle: string) => ({
  'main.tf': (bucketModule('b')['main.tf'] ?? '').replace(/"EU"\n/, `"US"\n${lifecycle}`),
});

describe('an apply', () => {
  it.each([
    ['', []],
    ['  lifecycle {\n    create_before_destroy = true\n  }\n', ['google_storage_bucket.a']],
  ])(
    '6.5 that cannot replace a resource has removed the old one, unless the new one comes first: %j',
    async (lifecycle, left) => {
      await service.deploy('d', bucketModule('b'));
      await order({ kind: 'resource', address: 'google_storage_bucket.a', phase: 'apply' });
      const gcsSource = await service.upload('v2', replaced(lifecycle));
      const { latestRevision } = await service.update('d', { serviceAccount, terraformBlueprint: { gcsSource } });
      const { body } = await service.get(`/v1/${latestRevision}/resources`);
      expect(body.resources).toMatchObject([{ intent: 'RECREATE', state: 'FAILED' }]);
      expect(await managed()).toEqual(left);
    },
  );

  it('10.2 that fails as a whole has done nothing', async () => {
    await order({ kind: 'step', step: 'RUNNING_TF_APPLY' });
    expect(await service.deploy('d', bucketModule('b'))).toMatchObject({ state: 'FAILED' });
    const { body } = await service.get(`${deployment}/revisions/r-0/resources`);
    expect(body.resources).toMatchObject([{ intent: 'CREATE', state: 'PLANNED' }]);
    expect(await managed()).toEqual([]);
    const { latestRevision } = await service.update('d', { labels: {} }, '?updateMask=labels');
    const { body: next } = await service.get(`/v1/${latestRevision}/resources`);
    expect(next.resources).toMatchObject([{ intent: 'CREATE', state: 'RECONCILED' }]);
    expect(await managed()).toEqual(['google_storage_bucket.a']);
  });

  it('8.13 moves what the module moves, and forgets what it removes without destroying it', async () => {
    const two = `${bucketModule('b')['main.tf']}resource "google_pubsub_topic" "t" {\n  name = "t"\n}\n`;
    await service.deploy('d', { 'main.tf': two });
    const moved = `resource "google_storage_bucket" "new" {\n  name     = "b"\n  location = "EU"\n}\nmoved {\n  from = google_storage_bucket.a\n  to   = google_storage_bucket.new\n}\n`;
    const gcsSource = await service.upload('v2', { 'main.tf': moved });
    const { latestRevision } = await service.update('d', { serviceAccount, terraformBlueprint: { gcsSource } });
    const { body } = await service.get(`/v1/${latestRevision}/resources?orderBy=terraformInfo.address`);
    const resources = body.resources as { terraformInfo: { address: string }; intent: string }[];
    expect(resources.map(({ terraformInfo, intent }) => [terraformInfo.address, intent])).toEqual([
      ['google_pubsub_topic.t', 'DELETE'],
      ['google_storage_bucket.new', 'UNCHANGED'],
    ]);
    expect(await managed()).toEqual(['google_storage_bucket.new']);
  });
});

describe('a destroy', () => {
  const kept = {
    'main.tf':
      'module "m" {\n  count  = 2\n  source = "./m"\n}\nresource "google_pubsub_topic" "t" {\n  name = "t"\n}\n',
    'm/main.tf':
      'resource "google_pubsub_topic" "kept" {\n  name = "kept"\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n',
  };

  it('8.15 does not begin on what prevent_destroy protects', async () => {
    await service.deploy('d', kept);
    const { body: operation } = await service.call('DELETE', `${deployment}?force=true`);
    await service.finish();
    const { body } = await service.get(`/v1/${operation.name}`);
    expect(body.response).toMatchObject({
      state: 'FAILED',
      errorCode: 'DELETE_BUILD_RUN_FAILED',
      tfErrors: [
        { resourceAddress: 'module.m[0].google_pubsub_topic.kept' },
        { resourceAddress: 'module.m[1].google_pubsub_topic.kept' },
      ],
    });
    expect(await managed()).toHaveLength(3);
  });

  it('8.15 is refused by its preview too', async () => {
    await service.deploy('d', kept);
    const body = { deployment: `${place}/deployments/d`, previewMode: 'DELETE' };
    await service.call('POST', `/v1/${place}/previews?previewId=p`, body);
    await service.finish();
    const { body: preview } = await service.get(`/v1/${place}/previews/p`);
    expect(preview).toMatchObject({
      state: 'FAILED',
      errorStatus: { message: expect.stringContaining('prevent_destroy') },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const path = `/v1/${place}/deployments`;
const control = { 'content-type': 'application/json' };

async function start(service: Emulated, more = {}): Promise<string> {
  const gcsSource = await service.upload('m', bucketModule('b'));
  const body = { serviceAccount, terraformBlueprint: { gcsSource }, ...more };
  return (await service.call('POST', `${path}?deploymentId=d`, body)).body.name;
}

/** Steps seen when the operation is looked at every second until it is done, each once. */
async function steps({ get, clock }: Emulated, name: string): Promise<string[]> {
  const seen: string[] = [];
  for (let second = 0; second < 300; second++) {
    const { body } = await get(`/v1/${name}`);
    const { step } = body.metadata.deploymentMetadata;
    if (step !== undefined && seen.at(-1) !== step) seen.push(step);
    if (body.done === true) break;
    await clock.advance(1000);
  }
  return seen;
}

describe('revisions and resources', () => {
  it('6.1 revisions count up and carry their settings', async () => {
    const service = await emulated();
    await service.deploy('d', bucketModule('b'), { tfVersionConstraint: '=1.4.7', labels: { a: 'b' } });
    await service.update(
      'd',
      { tfVersionConstraint: '=1.5.7', importExistingResources: true },
      '?updateMask=tfVersionConstraint,importExistingResources',
    );
    const { body } = await service.get(`${path}/d/revisions`);
    expect(body.revisions).toMatchObject([
      {
        name: `${place}/deployments/d/revisions/r-0`,
        action: 'CREATE',
        tfVersion: '1.4.7',
        tfVersionConstraint: '=1.4.7',
        serviceAccount,
      },
      {
        name: `${place}/deployments/d/revisions/r-1`,
        action: 'UPDATE',
        tfVersion: '1.5.7',
        importExistingResources: true,
      },
    ]);
    expect(body.revisions[0].terraformBlueprint).toEqual({ gcsSource: 'gs://sources/d' });
  });

  it('6.2 resources are the managed instances, named by type and eight characters', async () => {
    const service = await emulated();
    const main =
      'data "google_project" "p" {}\nresource "google_pubsub_topic" "t" {\n  count = 2\n  name  = "t-${count.index}"\n}\nresource "google_service_account" "s" {\n  for_each   = toset(["a"])\n  account_id = each.key\n}\n';
    await service.deploy('d', { 'main.tf': main });
    const { body } = await service.get(`${path}/d/revisions/r-0/resources`);
    const found = (body.resources as { name: string; terraformInfo: { address: string } }[]).map(
      ({ name, terraformInfo }) => [
        terraformInfo.address,
        name.replace(/^.*\/resources\//, '').replace(/-[a-z0-9]{8}$/, ''),
      ],
    );
    expect(found.sort()).toEqual([
      ['google_pubsub_topic.t[0]', 'pubsub-topic'],
      ['google_pubsub_topic.t[1]', 'pubsub-topic'],
      ['google_service_account.s["a"]', 'service-account'],
    ]);
    for (const { name } of body.resources) expect((await service.get(`/v1/${name}`)).body.name).toBe(name);
    expect((await service.get(`${path}/d/revisions/r-0/resources/nope-12345678`)).status).toBe(404);
  });

  it('6.3 resources have their id and, where the type is known, their asset', async () => {
    const service = await emulated();
    const main = `
resource "google_bigquery_dataset" "d" {
  dataset_id = "trades"
  project    = "data"
}
resource "google_storage_bucket_iam_member" "m" {
  bucket = "b"
  role   = "roles/storage.objectViewer"
  member = "user:a@example.com"
}
resource "google_something_new" "n" {
  name = "x"
}
resource "random_id" "r" {
  byte_length = 4
}
`;
    await service.deploy('d', { 'main.tf': main });
    const { body } = await service.get(`${path}/d/revisions/r-0/resources?orderBy=terraformInfo.address`);
    expect(body.resources).toMatchObject([
      {
        terraformInfo: { type: 'google_bigquery_dataset', id: 'projects/data/datasets/trades' },
        caiAssets: {
          'bigquery.googleapis.com/Dataset': {
            fullResourceName: '//bigquery.googleapis.com/projects/data/datasets/trades',
          },
        },
      },
      { terraformInfo: { id: 'projects/p/somethingNews/x' } },
      { terraformInfo: { id: 'b/b/roles/storage.objectViewer/user:a@example.com' } },
      { terraformInfo: { type: 'random_id', id: expect.stringMatching(/^[a-z0-9]{12}$/) } },
    ]);
    expect(body.resources[1]).not.toHaveProperty('caiAssets');
    const filter = encodeURIComponent('terraformInfo.type=google_bigquery_dataset');
    expect((await service.get(`${path}/d/revisions/r-0/resources?filter=${filter}`)).body.resources).toHaveLength(1);
    for (const key of ['caiAssets.type="bigquery.googleapis.com/Dataset"', 'caiAssets.fullResourceName="*/trades"']) {
      const { body: page } = await service.get(`${path}/d/revisions/r-0/resources?filter=${encodeURIComponent(key)}`);
      expect(page.resources, key).toHaveLength(1);
    }
  });

  it('6.4 intents compare with what the last run left', async () => {
    const service = await emulated();
    const topics = (names: Record<string, string>) => ({
      'main.tf': Object.entries(names)
        .map(([label, name]) => `resource "google_pubsub_topic" "${label}" {\n  name = "${name}"\n}\n`)
        .join(''),
    });
    const intents = async (revision: string) => {
      const { body } = await service.get(`${path}/d/revisions/${revision}/resources`);
      return Object.fromEntries(
        (body.resources as { terraformInfo: { address: string }; intent: string }[]).map(
          ({ terraformInfo, intent }) => [terraformInfo.address.slice(-1), intent],
        ),
      );
    };
    await service.deploy('d', topics({ a: 'a', b: 'b', c: 'c' }));
    const blueprint = async (prefix: string, names: Record<string, string>) => ({
      terraformBlueprint: { gcsSource: await service.upload(prefix, topics(names)) },
    });
    await service.update(
      'd',
      await blueprint('v2', { a: 'a', b: 'changed', e: 'e' }),
      '?updateMask=terraformBlueprint',
    );
    await service.update('d', { labels: {} }, '?updateMask=labels');
    expect(await intents('r-0')).toEqual({ a: 'CREATE', b: 'CREATE', c: 'CREATE' });
    expect(await intents('r-1')).toEqual({ a: 'UNCHANGED', b: 'UPDATE', c: 'DELETE', e: 'CREATE' });
    expect(await intents('r-2')).toEqual({ a: 'UNCHANGED', b: 'UNCHANGED', e: 'UNCHANGED' });
  });

  it('6.5 states go from PLANNED by IN_PROGRESS to RECONCILED', async () => {
    const service = await emulated();
    await start(service);
    const states: string[] = [];
    for (let second = 0; second < 100; second++) {
      const { body } = await service.get(`${path}/d/revisions/r-0/resources`);
      const state = body.resources?.[0]?.state ?? 'none';
      if (states.at(-1) !== state) states.push(state);
      await service.clock.advance(1000);
    }
    expect(states).toEqual(['none', 'PLANNED', 'IN_PROGRESS', 'RECONCILED']);
  });

  it('6.5 a resource that fails blocks those that depend on it, and the next run goes on from there', async () => {
    const service = await emulated();
    const main =
      'resource "google_pubsub_topic" "a" {\n  name = "a"\n}\nresource "google_pubsub_topic" "b" {\n  name = "b"\n}\nresource "google_pubsub_subscription" "s" {\n  name  = "s"\n  topic = google_pubsub_topic.b.id\n}\nresource "google_pubsub_subscription" "t" {\n  name       = "t"\n  topic      = "x"\n  depends_on = [google_pubsub_subscription.s]\n}\n';
    const faults = [
      { kind: 'resource', address: 'google_pubsub_topic.b', message: 'quota', httpResponseCode: 429, times: 1 },
    ];
    await service.call('POST', '/_emulator/faults', { faults }, control);
    const deployment = await service.deploy('d', { 'main.tf': main });
    expect(deployment).toMatchObject({ state: 'FAILED', errorCode: 'REVISION_FAILED' });
    const resources = async (revision: string) => {
      const { body } = await service.get(`${path}/d/revisions/${revision}/resources?orderBy=terraformInfo.address`);
      return (body.resources as { terraformInfo: { address: string }; state: string; intent: string }[]).map(
        ({ terraformInfo, state, intent }) => `${terraformInfo.address} ${intent} ${state}`,
      );
    };
    expect(await resources('r-0')).toEqual([
      'google_pubsub_subscription.s CREATE PLANNED',
      'google_pubsub_subscription.t CREATE PLANNED',
      'google_pubsub_topic.a CREATE RECONCILED',
      'google_pubsub_topic.b CREATE FAILED',
    ]);
    const { body } = await service.get(`${path}/d/revisions/r-0`);
    expect(body.tfErrors).toEqual([
      {
        resourceAddress: 'google_pubsub_topic.b',
        httpResponseCode: 429,
        errorDescription: 'quota',
        error: { code: 2, message: 'quota' },
      },
    ]);
    await service.update('d', { labels: {} }, '?updateMask=labels');
    expect(await resources('r-1')).toEqual([
      'google_pubsub_subscription.s CREATE RECONCILED',
      'google_pubsub_subscription.t CREATE RECONCILED',
      'google_pubsub_topic.a UNCHANGED RECONCILED',
      'google_pubsub_topic.b CREATE RECONCILED',
    ]);
  });
});

describe('operations', () => {
  it('7.1 have their metadata, and a response with type and name', async () => {
    const service = await emulated();
    const name = await start(service);
    expect(name).toMatch(new RegExp(`^${place}/operations/[a-z0-9-]+$`));
    await service.finish();
    const { body } = await service.get(`/v1/${name}`);
    expect(body).toMatchObject({
      name,
      done: true,
      metadata: {
        '@type': 'type.googleapis.com/google.cloud.config.v1.OperationMetadata',
        createTime: '2026-01-01T00:00:00.000000000Z',
        endTime: '2026-01-01T00:01:10.000000000Z',
        target: `${place}/deployments/d`,
        verb: 'create',
        apiVersion: 'v1',
        requestedCancellation: false,
        deploymentMetadata: { step: 'SUCCEEDED', build: expect.any(String), logs: expect.any(String) },
      },
      response: { '@type': 'type.googleapis.com/google.cloud.config.v1.Deployment', name: `${place}/deployments/d` },
    });
    expect(body.response).toEqual({ '@type': body.response['@type'], ...(await service.get(`${path}/d`)).body });
    expect(
      (await service.get(`/v1/${place}/operations?filter=${encodeURIComponent('done=true')}`)).body.operations,
    ).toHaveLength(1);
    expect((await service.get(`/v1/${place}/operations/nope`)).status).toBe(404);
  });

  it.each([
    [
      {},
      [
        'PREPARING_STORAGE_BUCKET',
        'DOWNLOADING_BLUEPRINT',
        'RUNNING_TF_INIT',
        'RUNNING_TF_PLAN',
        'RUNNING_TF_APPLY',
        'SUCCEEDED',
      ],
    ],
    [
      { quotaValidation: 'ENABLED' },
      [
        'PREPARING_STORAGE_BUCKET',
        'DOWNLOADING_BLUEPRINT',
        'RUNNING_TF_INIT',
        'RUNNING_QUOTA_VALIDATION',
        'RUNNING_TF_PLAN',
        'RUNNING_TF_APPLY',
        'SUCCEEDED',
      ],
    ],
    [
      { terraformBlueprint: { gcsSource: 'gs://sources/nope' } },
      ['PREPARING_STORAGE_BUCKET', 'DOWNLOADING_BLUEPRINT', 'FAILED'],
    ],
  ])('7.2 a create with %j goes through its steps', async (more, expected) => {
    const service = await emulated();
    expect(await steps(service, await start(service, more))).toEqual(expected);
  });

  it('7.2 a delete goes through its steps', async () => {
    const service = await emulated();
    await service.deploy('d', bucketModule('b'));
    const { body } = await service.call('DELETE', `${path}/d?force=true`);
    expect(await steps(service, body.name)).toEqual([
      'PREPARING_STORAGE_BUCKET',
      'DOWNLOADING_BLUEPRINT',
      'RUNNING_TF_INIT',
      'RUNNING_TF_DESTROY',
      'SUCCEEDED',
    ]);
  });

  it.each([
    [1, 70_000],
    [100, 700],
    [0.5, 140_000],
  ])('7.3 steps take their time divided by the speed %d', async (speed, totalMs) => {
    const service = await emulated({ speed });
    const name = await start(service);
    await service.clock.advance(totalMs - 1);
    expect((await service.get(`/v1/${name}`)).body.done).toBe(false);
    await service.clock.advance(1);
    expect((await service.get(`/v1/${name}`)).body.done).toBe(true);
  });

  it('7.3 runs bear the times of their steps, however late anybody looks', async () => {
    const [often, once] = [await emulated(), await emulated()];
    const names = [await start(often), await start(once)];
    for (let second = 0; second < 100; second++) {
      await often.clock.advance(1000);
      await often.get(path);
    }
    await once.clock.advance(100_000);
    expect((await once.get(`/v1/${names[1]}`)).body).toEqual((await often.get(`/v1/${names[0]}`)).body);
  });

  it('7.4 stay readable after their deployment, until they are deleted', async () => {
    const service = await emulated();
    const name = await start(service);
    expect((await service.call('DELETE', `/v1/${name}`)).body.error.status).toBe('FAILED_PRECONDITION');
    await service.finish();
    await service.call('DELETE', `${path}/d?force=true`);
    await service.finish();
    expect((await service.get(`/v1/${name}`)).status).toBe(200);
    expect((await service.call('DELETE', `/v1/${name}`)).body).toEqual({});
    expect((await service.get(`/v1/${name}`)).status).toBe(404);
  });

  it('7.5 end with code 1 when they are cancelled', async () => {
    const service = await emulated();
    const name = await start(service);
    await service.clock.advance(10_000);
    expect((await service.call('POST', `/v1/${name}:cancel`, {})).body).toEqual({});
    expect((await service.get(`/v1/${name}`)).body).toMatchObject({
      done: false,
      metadata: { requestedCancellation: true },
    });
    await service.finish();
    const { body } = await service.get(`/v1/${name}`);
    expect(body).toMatchObject({ done: true, error: { code: 1 }, metadata: { requestedCancellation: true } });
    expect(body).not.toHaveProperty('response');
    expect((await service.get(`${path}/d`)).body.state).toBe('FAILED');
    expect((await service.get(`${path}/d/revisions/r-0`)).body.state).toBe('FAILED');
    expect((await service.call('POST', `/v1/${name}:cancel`, {})).status).toBe(200);
    expect((await service.get(`/v1/${name}`)).body).toEqual(body);
    await service.update('d', { labels: {} }, '?updateMask=labels');
    expect((await service.get(`${path}/d`)).body.state).toBe('ACTIVE');
  });

  it('7.5 a cancelled delete leaves the deployment', async () => {
    const service = await emulated();
    await service.deploy('d', bucketModule('b'));
    const { body } = await service.call('DELETE', `${path}/d?force=true`);
    await service.call('POST', `/v1/${body.name}:cancel`);
    await service.finish();
    expect((await service.get(`${path}/d`)).body).toMatchObject({
      state: 'FAILED',
      errorCode: 'DELETE_BUILD_RUN_FAILED',
    });
  });
});

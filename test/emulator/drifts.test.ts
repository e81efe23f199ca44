import { beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/config-api/json.ts';
import { shippedFacts } from '../terraform/plan/plan-module-text.ts';
import { type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const json = { 'content-type': 'application/json' };
const deployment = `${place}/deployments/d`;
const address = 'google_storage_bucket.a';
let service: Emulated;

const bucket = (more: string): Record<string, string> => ({
  'main.tf': `resource "google_storage_bucket" "a" {\n  name     = "a"\n  location = "EU"\n${more}}\n`,
});

beforeEach(async () => {
  service = await emulated({ facts: shippedFacts });
});

const drift = (body: Json) => service.call('POST', '/_emulator/drift', body, json);

async function preview(id: string, body: JsonObject = { deployment }) {
  const { status } = await service.call('POST', `/v1/${place}/previews?previewId=${id}`, body);
  expect(status).toBe(200);
  await service.finish();
  const { body: made } = await service.get(`/v1/${place}/previews/${id}`);
  expect(made).toMatchObject({ state: 'SUCCEEDED' });
  const { body: changes } = await service.get(`/v1/${place}/previews/${id}/resourceChanges`);
  const { body: drifts } = await service.get(`/v1/${place}/previews/${id}/resourceDrifts`);
  return { changes: changes.resourceChanges ?? [], drifts: drifts.resourceDrifts ?? [] };
}

async function planOf(id: string) {
  const { body } = await service.call('POST', `/v1/${place}/previews/${id}:export`, {});
  const url = body.result.jsonSignedUri;
  const answer = await service.emulator.handle({ method: 'GET', url, headers: {}, body: new Uint8Array() });
  return JSON.parse(new TextDecoder().decode(answer.body));
}

/** Intents of the newest revision by address. */
async function intents(): Promise<Record<string, string>> {
  const { body: current } = await service.get(`/v1/${deployment}`);
  const { body } = await service.get(`/v1/${current.latestRevision}/resources`);
  const resources = body.resources as { terraformInfo: { address: string }; intent: string }[];
  return Object.fromEntries(resources.map(({ terraformInfo, intent }) => [terraformInfo.address, intent]));
}

async function submit(files: Record<string, string>): Promise<void> {
  const gcsSource = await service.upload('next', files);
  await service.update('d', { serviceAccount, terraformBlueprint: { gcsSource } });
}

describe('plans', () => {
  it('8.13 of an apply and of a preview are one, with what replaces a resource', async () => {
    await service.deploy('d', bucket(''));
    const moved = { 'main.tf': (bucket('')['main.tf'] ?? '').replace('"EU"', '"US"') };
    const gcsSource = await service.upload('us', moved);
    const { changes } = await preview('p', { deployment, terraformBlueprint: { gcsSource } });
    expect(changes).toMatchObject([{ intent: 'RECREATE', terraformInfo: { actions: ['delete', 'create'] } }]);
    await submit(moved);
    expect(await intents()).toEqual({ [address]: 'RECREATE' });
  });

  it('8.13 without a change is UNCHANGED all through, also for what only the provider knows', async () => {
    const files = {
      'main.tf': `${bucket('')['main.tf']}resource "google_storage_bucket_object" "o" {
  name    = "o"
  bucket  = google_storage_bucket.a.url
  content = "x"
}
resource "random_password" "p" {
  length = 12
}
resource "google_service_account" "s" {
  account_id = "runner-x"
}
resource "google_storage_bucket_iam_member" "m" {
  bucket = google_storage_bucket.a.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.s.member
}
output "self" {
  value = google_storage_bucket.a.self_link
}
`,
    };
    expect(await service.deploy('d', files)).toMatchObject({ state: 'ACTIVE' });
    const { changes, drifts } = await preview('p');
    expect(changes.map(({ intent }: { intent: string }) => intent)).toEqual(Array(5).fill('UNCHANGED'));
    expect(drifts).toEqual([]);
    expect((await planOf('p')).output_changes.self.actions).toEqual(['no-op']);
    await service.update('d', { labels: {} }, '?updateMask=labels');
    expect(new Set(Object.values(await intents()))).toEqual(new Set(['UNCHANGED']));
  });

  it('8.14 do not know what only the apply finds out, and what was made stays', async () => {
    const main = `${bucket('')['main.tf']}resource "google_storage_bucket" "b" {
  name     = "b"
  location = "EU"
  lifecycle {
    postcondition {
      condition     = self.self_link == "elsewhere"
      error_message = "it is not elsewhere"
    }
  }
}
`;
    const deployed = await service.deploy('d', { 'main.tf': main });
    expect(deployed.stateDetail).toMatch(/failed while running: tf-apply: .*it is not elsewhere/);
    const { body } = await service.call('POST', `/v1/${deployment}:exportState`, {});
    const url = body.signedUri;
    const answer = await service.emulator.handle({ method: 'GET', url, headers: {}, body: new Uint8Array() });
    expect(new TextDecoder().decode(answer.body)).toContain('"name":"a"');
  });
});

describe('resource changes', () => {
  it('12.1 are of every managed instance, with what the plan says of it', async () => {
    await service.deploy('d', { 'main.tf': `${bucket('')['main.tf']}data "google_project" "p" {}\n` });
    const { changes } = await preview('p');
    const name = expect.stringMatching(new RegExp(`^${place}/previews/p/resourceChanges/storage-bucket-[a-z0-9]{8}$`));
    expect(changes).toEqual([
      {
        name,
        terraformInfo: {
          address,
          type: 'google_storage_bucket',
          resourceName: 'a',
          provider: 'registry.terraform.io/hashicorp/google',
          actions: ['no-op'],
        },
        intent: 'UNCHANGED',
      },
    ]);
    expect((await service.get(`/v1/${changes[0].name}`)).body).toEqual(changes[0]);
    expect((await service.get(`/v1/${place}/previews/p/resourceChanges/none`)).status).toBe(404);
    const filter = encodeURIComponent('intent=CREATE');
    expect((await service.get(`/v1/${place}/previews/p/resourceChanges?filter=${filter}`)).body).toEqual({});
  });

  it('12.2 name what differs, known before the apply, and hide what is sensitive', async () => {
    const user = (password: string) => ({
      'main.tf': `resource "google_sql_user" "u" {\n  name     = "u"\n  instance = "i"\n  password = "${password}"\n}\n`,
    });
    await service.deploy('d', user('first-secret'));
    const gcsSource = await service.upload('v2', user('second-secret'));
    const { changes } = await preview('p', { deployment, terraformBlueprint: { gcsSource } });
    expect(JSON.stringify(changes)).not.toMatch(/first-secret|second-secret/);
    expect(changes[0].propertyChanges).toEqual([
      {
        path: 'password',
        before: '(sensitive value)',
        beforeSensitivePaths: [''],
        after: '(sensitive value)',
        afterSensitivePaths: [''],
      },
    ]);
    const { changes: created } = await preview('new', { serviceAccount, terraformBlueprint: { gcsSource } });
    const properties = created[0].propertyChanges as { path: string; before?: Json; after?: Json }[];
    expect(properties.filter(({ before }) => before !== undefined)).toEqual([]);
    expect(properties.find(({ path }) => path === 'id')).toEqual({ path: 'id' });
    expect(properties.find(({ path }) => path === 'name')).toEqual({ path: 'name', after: 'u' });
  });
});

it('12.2 hides a secret also where a provider copies it', async () => {
  const variable = 'variable "s" {\n  sensitive = true\n}\n';
  const gcsSource = await service.upload('m', {
    'main.tf': `${variable}${bucket('  labels = {\n    s = var.s\n  }\n')['main.tf']}`,
  });
  const inputValues = { s: { inputValue: 'hidden-one' } };
  const { changes } = await preview('p', { serviceAccount, terraformBlueprint: { gcsSource, inputValues } });
  const properties = changes[0].propertyChanges as { path: string; after?: Json; afterSensitivePaths?: Json }[];
  expect(JSON.stringify(properties)).not.toContain('hidden-one');
  expect(properties.find(({ path }) => path === 'terraform_labels')).toMatchObject({
    after: { s: '(sensitive value)' },
    afterSensitivePaths: ['s'],
  });
});

describe('drift', () => {
  it('12.3 is shown by the next preview, with the plan that brings the resource back', async () => {
    await service.deploy('d', bucket('  labels = {\n    env = "dev"\n  }\n'));
    expect((await drift({ deployment, address, set: { 'labels.env': 'prod' } })).status).toBe(200);
    const { changes, drifts } = await preview('p');
    expect(drifts).toEqual([
      {
        name: expect.stringMatching(/resourceDrifts\/storage-bucket-/),
        terraformInfo: {
          address,
          type: 'google_storage_bucket',
          resourceName: 'a',
          provider: 'registry.terraform.io/hashicorp/google',
        },
        propertyDrifts: [{ path: 'labels', before: { env: 'dev' }, after: { env: 'prod' } }],
      },
    ]);
    expect(changes).toMatchObject([
      { intent: 'UPDATE', propertyChanges: [{ path: 'labels', before: { env: 'prod' }, after: { env: 'dev' } }] },
    ]);
    expect((await service.get(`/v1/${drifts[0].name}`)).body).toEqual(drifts[0]);
    expect((await planOf('p')).resource_drift).toMatchObject([{ address, change: { actions: ['update'] } }]);
  });

  it('12.3 of a resource that was deleted has no value after', async () => {
    await service.deploy('d', bucket(''));
    await drift({ deployment, address, delete: true });
    const { changes, drifts } = await preview('p');
    const properties = drifts[0].propertyDrifts as { path: string; after?: Json }[];
    expect(properties.find(({ path }) => path === 'location')).toEqual({ path: 'location', before: 'EU' });
    expect(properties.filter(({ after }) => after !== undefined)).toEqual([]);
    expect(changes).toMatchObject([{ intent: 'CREATE' }]);
    expect((await planOf('p')).resource_drift[0].change).toMatchObject({ actions: ['delete'], after: null });
  });

  it.each([
    ['no deployment', { address, delete: true }],
    ['no address that is there', { deployment, address: 'google_storage_bucket.b', delete: true }],
    ['neither change nor deletion', { deployment, address }],
    ['both', { deployment, address, delete: true, set: { location: 'US' } }],
    ['nothing to set', { deployment, address, set: {} }],
    ['a path that leads nowhere', { deployment, address, set: { colour: 'red' } }],
    ['a path that is none', { deployment, address, set: { 'labels..env': 'x' } }],
    ['a value of another type', { deployment, address, set: { labels: 'x' } }],
  ])('12.4 is refused with %s', async (_, body) => {
    await service.deploy('d', bucket(''));
    expect((await drift(body as Json)).status).toBe(400);
    expect((await service.get('/_emulator/drift')).body).toEqual({ drifts: [] });
  });

  it('12.4 is refused while an operation is under way, listed and taken back', async () => {
    await service.deploy('d', bucket('  versioning {\n    enabled = true\n  }\n'));
    await service.call('PATCH', `/v1/${deployment}?updateMask=labels`, {});
    expect((await drift({ deployment, address, delete: true })).body.error.status).toBe('ABORTED');
    await service.finish();
    const edit = { address, set: { 'versioning[0].enabled': false, location: 'US' } };
    const { body } = await drift({ deployment, ...edit });
    expect(body).toEqual({ drifts: [{ deployment, edits: [edit] }] });
    expect((await service.call('DELETE', '/_emulator/drift')).body).toEqual({ drifts: [] });
    expect((await preview('p')).drifts).toEqual([]);
    expect((await service.call('PATCH', '/_emulator/drift')).status).toBe(404);
  });

  it('12.5 is brought back by an apply, or taken into the state where the module says nothing', async () => {
    await service.deploy('d', bucket('  labels = {\n    env = "dev"\n  }\n'));
    await drift({ deployment, address, set: { 'labels.env': 'prod', storage_class: 'NEARLINE' } });
    await submit(bucket('  labels = {\n    env = "dev"\n  }\n  storage_class = "NEARLINE"\n'));
    expect(await intents()).toEqual({ [address]: 'UPDATE' });
    expect((await service.get('/_emulator/drift')).body).toEqual({ drifts: [] });
    const { changes, drifts } = await preview('p');
    expect([changes[0].intent, drifts]).toEqual(['UNCHANGED', []]);
    await drift({ deployment, address, delete: true });
    await submit(bucket('  labels = {\n    env = "dev"\n  }\n  storage_class = "NEARLINE"\n'));
    expect(await intents()).toEqual({ [address]: 'CREATE' });
  });
});

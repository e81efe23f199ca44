import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const path = `/v1/${place}/deployments`;
const json = { 'content-type': 'application/json' };
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

async function outputs(
  service: Emulated,
  files: Record<string, string>,
  more = {},
  id = 'd',
): Promise<Record<string, unknown>> {
  const deployment = await service.deploy(id, files, more);
  expect(deployment.stateDetail).toBeUndefined();
  const { body } = await service.get(`/v1/${deployment.latestRevision}`);
  return Object.fromEntries(
    Object.entries(body.applyResults.outputs as Record<string, { value: unknown }>).map(([name, { value }]) => [
      name,
      value,
    ]),
  );
}

async function stateOf(service: Emulated, gcsSource: string, id: string): Promise<string> {
  await service.call('POST', `${path}?deploymentId=${id}`, { serviceAccount, terraformBlueprint: { gcsSource } });
  await service.finish();
  const { body } = await service.get(`${path}/${id}`);
  return body.stateDetail ?? body.state;
}

async function put(service: Emulated, name: string, content: Uint8Array): Promise<string> {
  const url = `http://e/upload/storage/v1/b/sources/o?uploadType=media&name=${encodeURIComponent(name)}`;
  const answer = await service.emulator.handle({ method: 'POST', url, headers: {}, body: content });
  return JSON.parse(new TextDecoder().decode(answer.body)).generation;
}

describe('sources', () => {
  it('8.1 are a prefix with or without slash, a bucket, or a zip object with or without its generation', async () => {
    const service = await emulated();
    await service.upload('m', bucketModule('b'));
    await service.upload('m2', { 'main.tf': 'resource {' });
    const zip = zipSync({ 'main.tf': text(bucketModule('b')['main.tf'] ?? '') });
    const generation = await put(service, 'z/m.zip', zip);
    await service.call('POST', '/storage/v1/b?project=p', { name: 'whole' });
    const url = 'http://e/upload/storage/v1/b/whole/o?uploadType=media&name=main.tf';
    await service.emulator.handle({ method: 'POST', url, headers: {}, body: text(bucketModule('b')['main.tf'] ?? '') });
    const sources = [
      'gs://sources/m',
      'gs://sources/m/',
      'gs://whole',
      'gs://whole/',
      'gs://sources/z/m.zip',
      `gs://sources/z/m.zip#${generation}`,
    ];
    for (const [index, source] of sources.entries()) {
      expect([source, await stateOf(service, source, `d${index}`)]).toEqual([source, 'ACTIVE']);
    }
    await put(service, 'z/m.zip', zip);
    expect(await stateOf(service, `gs://sources/z/m.zip#${generation}`, 'old')).toContain('does not exist');
  });

  it.each([
    ['a bucket that is not there', 'gs://nowhere/m', 'nowhere'],
    ['a prefix without objects', 'gs://sources/empty', 'no object below'],
    ['a single file', 'gs://sources/one.tf', 'single file'],
    ['an object that is no zip', 'gs://sources/text.zip', 'not a zip archive'],
    ['an empty zip', 'gs://sources/empty.zip', 'is empty'],
    ['a generation of a prefix', 'gs://sources/m#1', 'does not exist'],
  ])('8.2 %s fails the revision while downloading', async (_, source, expected) => {
    const service = await emulated();
    await service.upload('m', bucketModule('b'));
    await put(service, 'one.tf', text('# nothing'));
    await put(service, 'text.zip', text('nothing'));
    await put(service, 'empty.zip', zipSync({}));
    expect(await stateOf(service, source, 'd')).toContain(expected);
    const { body } = await service.get(`${path}/d/revisions/r-0`);
    expect(body).toMatchObject({ state: 'FAILED', errorCode: 'APPLY_BUILD_RUN_FAILED' });
    expect(body.stateDetail).toContain('failed while running: fetch');
  });
});

describe('modules', () => {
  it('8.4 are evaluated with tfvars, and input values win', async () => {
    const files = {
      'main.tf':
        'variable "a" {}\nvariable "b" {}\nvariable "c" {\n  type = list(number)\n}\noutput "all" {\n  value = [var.a, var.b, var.c]\n}\n',
      'terraform.tfvars': 'a = "from tfvars"\nb = "from tfvars"\n',
      'x.auto.tfvars': 'b = "from auto"\n',
    };
    const inputValues = { a: { inputValue: 'given' }, c: { inputValue: [1, 2.5] } };
    expect(await outputs(await emulated(), files, { terraformBlueprint: { inputValues } })).toEqual({
      all: ['given', 'from auto', [1, 2.5]],
    });
  });

  it('8.4 have no value for a variable nobody sets', async () => {
    const service = await emulated();
    const deployment = await service.deploy('d', { 'main.tf': 'variable "needed" {}\n' });
    expect(deployment.stateDetail).toContain('needed');
  });

  it('8.4 follow the Terraform version of the deployment', async () => {
    const service = await emulated();
    const files = {
      'main.tf':
        'check "c" {\n  assert {\n    condition     = terraform.workspace != ""\n    error_message = "no"\n  }\n}\n',
    };
    expect(await service.deploy('new', files)).toMatchObject({ state: 'ACTIVE' });
    expect(await service.deploy('old', files, { tfVersionConstraint: '=1.4.7' })).toMatchObject({ state: 'FAILED' });
    const strict = { 'main.tf': 'terraform {\n  required_version = ">= 1.6"\n}\n' };
    expect((await service.deploy('strict', strict)).stateDetail).toContain(
      'tf-init: Error: Terraform 1.5.7 does not meet ">= 1.6"',
    );
  });

  it('8.5 with errors fail with the address and the place', async () => {
    const service = await emulated();
    await service.deploy('d', {
      'main.tf': 'resource "google_storage_bucket" "a" {\n  name = var.nope\n  location = "EU"\n}\n',
    });
    const { body } = await service.get(`${path}/d/revisions/r-0`);
    expect(body.tfErrors).toEqual([
      {
        resourceAddress: 'google_storage_bucket.a',
        errorDescription: expect.stringMatching(/nope[\s\S]*on main\.tf line 2/),
      },
    ]);
    expect(body.stateDetail).toContain('failed while running: tf-plan');
  });

  it('8.6 give the outputs that they declare', async () => {
    const files = (expression: string) => ({
      'main.tf': `locals {\n  names = ["a", "b"]\n}\noutput "x" {\n  value = ${expression}\n}\noutput "none" {\n  value = null\n}\n`,
    });
    const service = await emulated();
    expect(await outputs(service, files('{ for n in local.names : n => upper(n) }'))).toEqual({
      x: { a: 'A', b: 'B' },
    });
    const terraformBlueprint = { gcsSource: await service.upload('changed', files('length(local.names) * 21')) };
    const { latestRevision } = await service.update('d', { serviceAccount, terraformBlueprint });
    const { body } = await service.get(`/v1/${latestRevision}`);
    expect(body.applyResults.outputs).toEqual({ x: { value: 42 } });
  });

  it('8.6 keep the mark of sensitive outputs', async () => {
    const service = await emulated();
    await service.deploy('d', { 'main.tf': 'output "s" {\n  value = "x"\n  sensitive = true\n}\n' });
    const { body } = await service.get(`${path}/d/revisions/r-0`);
    expect(body.applyResults.outputs).toEqual({ s: { sensitive: true, value: 'x' } });
  });

  it('8.6 make up what only the provider knows, by the kind of attribute', async () => {
    const files = {
      'main.tf': `
resource "google_service_account" "run" {
  account_id = "runner"
}
resource "google_storage_bucket" "b" {
  name     = "data-\${google_service_account.run.unique_id}"
  location = "EU"
}
resource "google_compute_network" "n" {
  name    = "net"
  project = "other"
}
resource "google_cloud_run_v2_service" "api" {
  for_each = toset(["eu", "us"])
  name     = "api-\${each.key}"
  location = "europe-west1"
}
resource "google_sql_database_instance" "db" {
  name   = "db"
  region = "europe-west1"
}
output "email" { value = google_service_account.run.email }
output "member" { value = "\${google_service_account.run.member}!" }
output "unique_id" { value = google_service_account.run.unique_id }
output "url" { value = google_storage_bucket.b.url }
output "network" { value = google_compute_network.n.self_link }
output "uris" { value = { for key, api in google_cloud_run_v2_service.api : key => api.uri } }
output "connection" { value = google_sql_database_instance.db.connection_name }
output "strange" { value = google_storage_bucket.b.some_new_attribute[0].deep }
`.replace(/\{ value = (.*) \}/g, '{\n  value = $1\n}'),
    };
    const service = await emulated();
    const values = await outputs(service, files);
    expect(values).toEqual({
      email: 'runner@p.iam.gserviceaccount.com',
      member: 'serviceAccount:runner@p.iam.gserviceaccount.com!',
      unique_id: expect.stringMatching(/^\d{21}$/),
      url: `gs://data-${values['unique_id']}`,
      network: 'https://www.googleapis.com/compute/v1/projects/other/global/networks/net',
      uris: {
        eu: expect.stringMatching(/^https:\/\/api-eu-\d{12}\.europe-west1\.run\.app$/),
        us: expect.stringMatching(/^https:\/\/api-us-\d{12}\.europe-west1\.run\.app$/),
      },
      connection: 'p:europe-west1:db',
      strange: expect.stringMatching(/^made-up-[a-z0-9]{12}$/),
    });
    const { unique_id: again } = await outputs(await emulated(), files);
    expect(again).toBe(values['unique_id']);
    const { unique_id: otherSeed } = await outputs(await emulated({ seed: 'other' }), files);
    expect(otherSeed).not.toBe(values['unique_id']);
    const { unique_id: otherDeployment } = await outputs(service, files, {}, 'e');
    expect(otherDeployment).not.toBe(values['unique_id']);
  });

  it('8.6 know which made-up values are secrets', async () => {
    const password =
      'resource "random_password" "p" {\n  length = 20\n}\noutput "p" {\n  value = random_password.p.result\n';
    const service = await emulated();
    expect((await service.deploy('open', { 'main.tf': `${password}}\n` })).state).toBe('FAILED');
    await service.deploy('marked', { 'main.tf': `${password}  sensitive = true\n}\n` });
    const { body } = await service.get(`${path}/marked/revisions/r-0`);
    expect(body.applyResults.outputs.p).toEqual({ sensitive: true, value: expect.stringMatching(/^[a-z0-9]{16}$/) });
  });

  it('8.7 take outputs of other deployments', async () => {
    const service = await emulated();
    await service.deploy('base', { 'main.tf': 'output "network" {\n  value = { name = "net" }\n}\n' });
    const files = { 'main.tf': 'variable "network" {}\noutput "name" {\n  value = var.network.name\n}\n' };
    const external = (outputName: string) => ({
      terraformBlueprint: {
        externalValues: { network: { deploymentSource: { deployment: `${place}/deployments/base`, outputName } } },
      },
    });
    expect(await outputs(service, files, external('network'))).toEqual({ name: 'net' });
    await service.deploy('bad', files, external('nope'));
    expect((await service.get(`${path}/bad/revisions/r-0`)).body.errorCode).toBe('EXTERNAL_VALUE_SOURCE_IMPORT_FAILED');
  });

  it('8.8 leave their files in the artifacts bucket', async () => {
    const service = await emulated();
    await service.deploy('d', bucketModule('b'), { artifactsGcsBucket: 'gs://mine/folder/' });
    await service.deploy('e', { 'main.tf': 'resource {' });
    const { body: revision } = await service.get(`${path}/d/revisions/r-0`);
    expect(revision).toMatchObject({
      applyResults: {
        content: 'gs://mine/folder/d/r-0/apply_results/content',
        artifacts: 'gs://mine/folder/d/r-0/apply_results/artifacts',
      },
      logs: 'gs://mine/folder/d/r-0/logs',
      build: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const names = async (bucket: string) =>
      ((await service.get(`/storage/v1/b/${bucket}/o`)).body.items as { name: string }[]).map(({ name }) => name);
    expect(await names('mine')).toEqual([
      'folder/d/r-0/apply_results/artifacts/log.json',
      'folder/d/r-0/apply_results/content/main.tf',
      'folder/d/r-0/default.tfstate',
      'folder/d/r-0/logs',
      'folder/d/state/default.tfstate',
    ]);
    const { body: buckets } = await service.get('/storage/v1/b?project=p');
    const [{ name: bucket, projectNumber }] = buckets.items;
    expect(bucket).toBe(`${projectNumber}-us-central1-blueprint-config`);
    const { body: log } = await service.get(
      `/storage/v1/b/${bucket}/o/${encodeURIComponent('e/r-0/errors/tf-error.ndjson')}?alt=media`,
    );
    expect(JSON.parse(log.split('\n')[0])).toHaveProperty('errorDescription');
    expect(
      (await service.get(`/storage/v1/b/mine/o/${encodeURIComponent('folder/d/r-0/logs')}?alt=media`)).body,
    ).toContain('google_storage_bucket.a: CREATE');
  });

  it('8.9 go well whatever the cloud would say, unless a fault says otherwise', async () => {
    const service = await emulated();
    expect(await service.deploy('d', bucketModule('b'))).toMatchObject({ state: 'ACTIVE' });
    expect(await service.deploy('e', bucketModule('b'))).toMatchObject({ state: 'ACTIVE' });
    await service.call(
      'POST',
      '/_emulator/faults',
      { faults: [{ kind: 'resource', address: '*', message: 'name is taken' }] },
      json,
    );
    expect((await service.deploy('f', bucketModule('b'))).stateDetail).toContain(
      'google_storage_bucket.a: name is taken',
    );
  });

  it('5.22 import what exists already, when they are told to, and nothing else that fails', async () => {
    const service = await emulated();
    const fail = (httpResponseCode: number) =>
      service.call(
        'POST',
        '/_emulator/faults',
        { faults: [{ kind: 'resource', address: '*', message: 'already exists', httpResponseCode, times: 1 }] },
        json,
      );
    await fail(409);
    expect((await service.deploy('a', bucketModule('a'))).state).toBe('FAILED');
    await fail(409);
    expect((await service.deploy('b', bucketModule('b'), { importExistingResources: true })).state).toBe('ACTIVE');
    const { body } = await service.get(`${path}/b/revisions/r-0/resources`);
    expect(body.resources).toMatchObject([{ state: 'RECONCILED' }]);
    await fail(403);
    expect((await service.deploy('c', bucketModule('c'), { importExistingResources: true })).state).toBe('FAILED');
  });

  it('5.23 leave their files where their location is', async () => {
    const service = await emulated();
    const gcsSource = await service.upload('m', bucketModule('a'));
    const bucketOf = async (location: string) => {
      const parent = `/v1/projects/p/locations/${location}/deployments`;
      const body = { serviceAccount, terraformBlueprint: { gcsSource } };
      await service.call('POST', `${parent}?deploymentId=d`, body);
      await service.finish();
      const { applyResults } = (await service.get(`${parent}/d/revisions/r-0`)).body;
      return (await service.get(`/storage/v1/b/${applyResults.content.split('/')[2]}`)).body;
    };
    expect(await bucketOf('us')).toMatchObject({
      name: expect.stringMatching(/^\d+-us-blueprint-config$/),
      location: 'US',
    });
    expect(await bucketOf('us-west1')).toMatchObject({ location: 'US-WEST1' });
  });

  it('8.10 need their child modules in the bundle', async () => {
    const service = await emulated();
    const call = (source: string) => ({
      'main.tf': `module "m" {\n  source = "${source}"\n}\noutput "x" {\n  value = module.m.x\n}\n`,
    });
    const child = { 'child/main.tf': 'output "x" {\n  value = "inner"\n}\n' };
    expect(await outputs(service, { ...call('./child'), ...child })).toEqual({ x: 'inner' });
    for (const [id, source] of [
      ['gone', './nope'],
      ['outside', '../up'],
      ['registry', 'terraform-google-modules/network/google'],
    ] as const) {
      expect((await service.deploy(id, call(source))).stateDetail).toContain('failed while running: tf-init');
    }
  });

  it('8.11 take at most 150 variables', async () => {
    const service = await emulated();
    const inputValues = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`v${n}`, { inputValue: n }]));
    const body = (count: number) => ({
      serviceAccount,
      terraformBlueprint: { gcsSource: 'gs://sources/m', inputValues: inputValues(count) },
    });
    expect((await service.call('POST', `${path}?deploymentId=d`, body(151))).status).toBe(400);
    expect((await service.call('POST', `${path}?deploymentId=d`, body(150))).status).toBe(200);
  });

  it.each(['backend "gcs" {}', 'cloud {}'])('8.12 must not keep their state elsewhere: %s', async (block) => {
    const service = await emulated();
    const deployment = await service.deploy('d', { 'main.tf': `terraform {\n  ${block}\n}\n` });
    expect(deployment.stateDetail).toContain('the service keeps the state');
  });
});

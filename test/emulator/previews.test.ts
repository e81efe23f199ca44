import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/config-api/json.ts';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const path = `/v1/${place}/previews`;
const control = { 'content-type': 'application/json' };
let service: Emulated;

beforeEach(async () => {
  service = await emulated();
});

/** Starts a preview; throws when it is refused. */
async function start(id: string, body: JsonObject) {
  const answer = await service.call('POST', `${path}?previewId=${id}`, body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** Makes a preview and waits for the end. */
async function preview(id: string, body: JsonObject) {
  await start(id, body);
  await service.finish();
  return (await service.get(`${path}/${id}`)).body;
}

const own = (gcsSource: string): JsonObject => ({ serviceAccount, terraformBlueprint: { gcsSource } });
const target = (id: string): JsonObject => ({ deployment: `${place}/deployments/${id}` });

/** The text behind a signed URL. */
async function download(url: string): Promise<Uint8Array> {
  const { status, body } = await service.emulator.handle({ method: 'GET', url, headers: {}, body: new Uint8Array() });
  expect(status).toBe(200);
  return body;
}

async function planOf(id: string) {
  const { body } = await service.call('POST', `${path}/${id}:export`, {});
  return JSON.parse(new TextDecoder().decode(await download(body.result.jsonSignedUri)));
}

describe('creating previews', () => {
  it('11.1 takes an id under the rules of deployments, or makes one up', async () => {
    const source = own(await service.upload('m', bucketModule('b')));
    for (const id of ['Bad_Name', 'a'.repeat(41), 'archived-previews', '-a']) {
      const { status, body } = await service.call('POST', `${path}?previewId=${id}`, source);
      expect([id, status, body.error?.details[0].fieldViolations[0].field]).toEqual([id, 400, 'preview_id']);
    }
    await start('p', source);
    expect((await service.call('POST', `${path}?previewId=p`, source)).body.error.status).toBe('ALREADY_EXISTS');
    const { body: first } = await service.call('POST', path, source);
    const { body: second } = await service.call('POST', path, source);
    expect(first.metadata.target).toMatch(new RegExp(`^${place}/previews/[a-z][a-z0-9-]{0,38}[a-z0-9]$`));
    expect(second.metadata.target).not.toBe(first.metadata.target);
    expect((await service.get(path)).body.previews).toHaveLength(3);
  });

  it('11.1 refuses the 1001st preview of a location', async () => {
    const source = own('gs://sources/none');
    for (let count = 0; count < 1000; count++) await start(`p${count}`, source);
    const { body } = await service.call('POST', `${path}?previewId=more`, source);
    expect(body.error.status).toBe('RESOURCE_EXHAUSTED');
  });

  it.each([
    ['no service account', { terraformBlueprint: { gcsSource: 'gs://sources/m' } }, 'preview.service_account'],
    ['no source', { serviceAccount }, 'preview.terraform_blueprint'],
    ['a bad label', { ...own('gs://sources/m'), labels: { 'A B': 'x' } }, 'preview.labels["A B"]'],
    ['another name', { ...own('gs://sources/m'), name: 'x' }, 'preview.name'],
    [
      'a version nobody offers',
      { ...own('gs://sources/m'), tfVersionConstraint: '=9.9.9' },
      'preview.tf_version_constraint',
    ],
  ])('11.2 refuses %s', async (_, body, field) => {
    const { status, body: answer } = await service.call('POST', `${path}?previewId=p`, body);
    expect([status, answer.error?.details[0].fieldViolations[0].field]).toEqual([400, field]);
    expect((await service.get(path)).body).toEqual({});
  });

  it('11.2 takes from its deployment what it does not have itself', async () => {
    const main = 'variable "n" {}\noutput "n" {\n  value = var.n\n}\n';
    const inputs = (n: string) => ({ inputValues: { n: { inputValue: n } } });
    const deployment = await service.deploy(
      'd',
      { 'main.tf': main },
      { terraformBlueprint: inputs('deployed'), workerPool: `${place}/workerPools/w`, artifactsGcsBucket: 'gs://mine' },
    );
    expect(await preview('plain', target('d'))).toMatchObject({
      state: 'SUCCEEDED',
      serviceAccount,
      workerPool: `${place}/workerPools/w`,
      artifactsGcsBucket: 'gs://mine',
      terraformBlueprint: deployment.terraformBlueprint,
      tfVersion: '1.5.7',
    });
    const other = await preview('other', { ...target('d'), terraformBlueprint: inputs('previewed') });
    expect(other.terraformBlueprint).toEqual({ gcsSource: 'gs://sources/d', ...inputs('previewed') });
    expect((await planOf('other')).output_changes.n).toMatchObject({ before: 'deployed', after: 'previewed' });
    const account = 'projects/p/serviceAccounts/other@p.iam.gserviceaccount.com';
    expect(await preview('account', { ...target('d'), serviceAccount: account })).toMatchObject({
      serviceAccount: account,
      terraformBlueprint: deployment.terraformBlueprint,
    });
  });

  it('11.3 needs a deployment of this project and location that exists', async () => {
    const elsewhere = { deployment: 'projects/p/locations/us-east1/deployments/d' };
    for (const [body, status, code] of [
      [elsewhere, 400, 'INVALID_ARGUMENT'],
      [{ deployment: 'd' }, 400, 'INVALID_ARGUMENT'],
      [target('none'), 404, 'NOT_FOUND'],
      [{ ...own('gs://sources/m'), previewMode: 'DELETE' }, 400, 'INVALID_ARGUMENT'],
    ] as const) {
      const answer = await service.call('POST', `${path}?previewId=p`, body);
      expect([answer.status, answer.body.error?.status]).toEqual([status, code]);
    }
  });

  it('11.4 shows the preview at once, and its steps in order', async () => {
    await service.deploy('d', bucketModule('b'));
    const stepsOf = async (id: string, body: JsonObject): Promise<readonly string[]> => {
      const operation = await start(id, body);
      expect(operation).toMatchObject({ done: false, metadata: { verb: 'create', target: `${place}/previews/${id}` } });
      expect((await service.get(`${path}/${id}`)).body.state).toBe('CREATING');
      const steps: string[] = [];
      for (let second = 0; second < 60; second++) {
        const { body: current } = await service.get(`/v1/${operation.name}`);
        const step = current.metadata.previewMetadata.step;
        if (step !== steps.at(-1)) steps.push(step);
        await service.clock.advance(1000);
      }
      return steps;
    };
    const run = ['PREPARING_STORAGE_BUCKET', 'DOWNLOADING_BLUEPRINT', 'RUNNING_TF_INIT', 'RUNNING_TF_PLAN'];
    expect(await stepsOf('new', own('gs://sources/d'))).toEqual([...run, 'SUCCEEDED']);
    expect(await stepsOf('on', target('d'))).toEqual([
      'FETCHING_DEPLOYMENT',
      'LOCKING_DEPLOYMENT',
      ...run,
      'UNLOCKING_DEPLOYMENT',
      'SUCCEEDED',
    ]);
  });

  it('11.12 does a request with the same id once', async () => {
    const source = own('gs://sources/m');
    const query = '?requestId=6e57c2a5-8b3e-4d6f-9d52-1f0f1b7f7c11';
    const { body: first } = await service.call('POST', `${path}${query}`, source);
    const { body: again } = await service.call('POST', `${path}${query}`, source);
    expect(again.name).toBe(first.name);
    expect((await service.get(path)).body.previews).toHaveLength(1);
    expect((await service.call('PATCH', `/v1/${first.metadata.target}`, source)).status).toBe(404);
  });
});

describe('the end of a preview', () => {
  it('11.5 that succeeds has its files and answers the operation', async () => {
    const operation = await start('p', own(await service.upload('m', bucketModule('b'))));
    await service.finish();
    const { body } = await service.get(`${path}/p`);
    const base = /^gs:\/\/\d{12}-us-central1-blueprint-config\/new-previews\/p\//;
    expect(body).toMatchObject({
      state: 'SUCCEEDED',
      build: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logs: expect.stringMatching(base),
      previewArtifacts: { content: expect.stringMatching(base), artifacts: expect.stringMatching(base) },
    });
    expect((await service.get(`/v1/${operation.name}`)).body).toMatchObject({
      done: true,
      metadata: { previewMetadata: { step: 'SUCCEEDED', previewArtifacts: body.previewArtifacts } },
      response: { '@type': 'type.googleapis.com/google.cloud.config.v1.Preview', name: `${place}/previews/p` },
    });
  });

  it('11.5 that fails says why, with at most ten errors and a file of all', async () => {
    const faults = Array.from({ length: 12 }, (_, n) => `output "o${n}" {\n  value = var.nope${n}\n}\n`).join('');
    const operation = await start('p', own(await service.upload('m', { 'main.tf': faults })));
    await service.finish();
    const { body } = await service.get(`${path}/p`);
    expect(body).toMatchObject({
      state: 'FAILED',
      errorCode: 'PREVIEW_BUILD_RUN_FAILED',
      errorStatus: { message: expect.stringMatching(/^preview build .* failed while running: tf-plan: .*nope0/) },
    });
    expect(body.tfErrors).toHaveLength(10);
    const [, bucket = '', name = ''] = /^gs:\/\/([^/]+)\/(.+)$/.exec(body.errorLogs) ?? [];
    const { body: lines } = await service.get(`/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}?alt=media`);
    expect(lines.trim().split('\n')).toHaveLength(12);
    const { body: ended } = await service.get(`/v1/${operation.name}`);
    expect(ended).toMatchObject({ done: true, response: { state: 'FAILED' } });
    expect((await service.call('POST', `${path}/p:export`, {})).body.error.status).toBe('FAILED_PRECONDITION');
  });

  it('11.5 that is cancelled is failed, and gives the lock back', async () => {
    await service.deploy('d', bucketModule('b'));
    const operation = await start('p', target('d'));
    await service.clock.advance(5000);
    expect((await service.get(`/v1/${place}/deployments/d`)).body.lockState).toBe('LOCKED');
    await service.call('POST', `/v1/${operation.name}:cancel`, {});
    await service.finish();
    expect((await service.get(`/v1/${operation.name}`)).body.error).toMatchObject({ code: 1 });
    expect((await service.get(`${path}/p`)).body).toMatchObject({ state: 'FAILED', errorStatus: { code: 1 } });
    expect((await service.get(`/v1/${place}/deployments/d`)).body.lockState).toBe('UNLOCKED');
  });

  it('11.5 by an external value that is missing has a code of its own', async () => {
    const source = await service.upload('m', { 'main.tf': 'variable "n" {}\n' });
    const externalValues = {
      n: { deploymentSource: { deployment: `${place}/deployments/none`, outputName: 'n' } },
    };
    const body = await preview('p', { serviceAccount, terraformBlueprint: { gcsSource: source, externalValues } });
    expect(body).toMatchObject({ state: 'FAILED', errorCode: 'EXTERNAL_VALUE_SOURCE_IMPORT_FAILED' });
  });

  it('11.5 follows a fault ordered for one of its steps', async () => {
    const faults = [{ kind: 'step', deployment: 'p', step: 'RUNNING_TF_PLAN', message: 'no more disk' }];
    await service.call('POST', '/_emulator/faults', { faults }, control);
    const body = await preview('p', own(await service.upload('m', bucketModule('b'))));
    expect(body.errorStatus.message).toContain('failed while running: tf-plan: no more disk');
  });

  it('11.6 fails when the lock of its deployment is not free, and keeps others out while it runs', async () => {
    await service.deploy('d', bucketModule('b'));
    const { body: update } = await service.call('PATCH', `/v1/${place}/deployments/d?updateMask=labels`, {});
    expect(update.done).toBe(false);
    expect(await preview('late', target('d'))).toMatchObject({
      state: 'FAILED',
      errorCode: 'DEPLOYMENT_LOCK_ACQUIRE_FAILED',
      errorStatus: { message: expect.stringContaining('it is locked') },
    });
    await start('p', target('d'));
    await service.clock.advance(4000);
    const { status, body } = await service.call('PATCH', `/v1/${place}/deployments/d?updateMask=labels`, {});
    expect([status, body.error.status]).toEqual([409, 'ABORTED']);
    await service.finish();
    expect((await service.get(`${path}/p`)).body.state).toBe('SUCCEEDED');
    expect((await service.call('PATCH', `/v1/${place}/deployments/d?updateMask=labels`, {})).status).toBe(200);
  });

  it('11.7 in mode DELETE plans to destroy all that there is', async () => {
    await service.deploy('d', { 'main.tf': `${bucketModule('b')['main.tf']}output "o" {\n  value = 1\n}\n` });
    await preview('p', { ...target('d'), previewMode: 'DELETE' });
    const plan = await planOf('p');
    expect(plan.resource_changes.map(({ change }: { change: JsonObject }) => change['actions'])).toEqual([['delete']]);
    expect(plan.output_changes.o).toMatchObject({ actions: ['delete'], before: 1, after: null });
    const { body } = await service.get(`${path}/p/resourceChanges`);
    expect(body.resourceChanges).toMatchObject([{ intent: 'DELETE', terraformInfo: { actions: ['delete'] } }]);
  });
});

describe('previews that are there', () => {
  it.each([
    ['stale', 'STALE'],
    ['remove', undefined],
  ] as const)('11.8 go by %s once another revision is applied', async (supersededPreviews, state) => {
    service = await emulated({ behaviour: { supersededPreviews } });
    await service.deploy('d', bucketModule('b'));
    await service.deploy('e', bucketModule('c'));
    await preview('p', target('d'));
    await preview('q', target('e'));
    await service.update('d', { labels: {} }, '?updateMask=labels');
    expect((await service.get(`${path}/p`)).body.state).toBe(state);
    expect((await service.get(`${path}/q`)).body.state).toBe('SUCCEEDED');
    if (state === 'STALE') expect((await service.call('POST', `${path}/p:export`, {})).status).toBe(200);
  });

  it('11.8 go with their deployment', async () => {
    await service.deploy('d', bucketModule('b'));
    await preview('p', target('d'));
    await preview('free', own('gs://sources/d'));
    await service.call('DELETE', `/v1/${place}/deployments/d?force=true`);
    await service.finish();
    const { body } = await service.get(path);
    expect(body.previews.map(({ name }: { name: string }) => name)).toEqual([`${place}/previews/free`]);
    expect((await service.get(`${path}/p/resourceChanges`)).status).toBe(404);
  });

  it('11.9 are deleted by an operation, and not while they are made', async () => {
    await start('p', own(await service.upload('m', bucketModule('b'))));
    expect((await service.call('DELETE', `${path}/p`)).body.error.status).toBe('ABORTED');
    await service.finish();
    const { body: first } = await service.call('DELETE', `${path}/p`);
    await service.call('POST', `/v1/${first.name}:cancel`, {});
    await service.finish();
    expect((await service.get(`${path}/p`)).body.state).toBe('SUCCEEDED');
    const { body: operation } = await service.call('DELETE', `${path}/p`);
    expect((await service.get(`${path}/p`)).body.state).toBe('DELETING');
    await service.finish();
    const { body } = await service.get(`/v1/${operation.name}`);
    expect(body).toMatchObject({ done: true, response: { state: 'DELETED', name: `${place}/previews/p` } });
    expect((await service.get(`${path}/p`)).status).toBe(404);
    expect((await service.get(`${path}/p/resourceDrifts`)).status).toBe(404);
  });

  it('11.10 are exported as plan JSON and as a zip that says what it is', async () => {
    await preview('p', own(await service.upload('m', bucketModule('b'))));
    const { body } = await service.call('POST', `${path}/p:export`, {});
    expect(await planOf('p')).toMatchObject({
      format_version: '1.2',
      terraform_version: '1.5.7',
      resource_changes: [{ address: 'google_storage_bucket.a', change: { actions: ['create'] } }],
      configuration: { root_module: { resources: [{ address: 'google_storage_bucket.a' }] } },
    });
    const files = unzipSync(await download(body.result.binarySignedUri));
    expect(Object.keys(files)).toEqual(['README', 'plan.json']);
    expect(new TextDecoder().decode(files['README'])).toContain('emulator');
    await start('running', own('gs://sources/m'));
    expect((await service.call('POST', `${path}/running:export`, {})).body.error.status).toBe('FAILED_PRECONDITION');
    expect((await service.call('POST', `${path}/none:export`, {})).status).toBe(404);
  });

  it('11.11 keep their files apart, or with their deployment', async () => {
    await service.deploy('d', bucketModule('b'), { artifactsGcsBucket: 'gs://mine/at' });
    await preview('p', target('d'));
    await preview('q', { ...own('gs://sources/d'), artifactsGcsBucket: 'gs://mine' });
    const { body } = await service.get('/storage/v1/b/mine/o');
    const names = (body.items as { name: string }[]).map(({ name }) => name);
    expect(names.filter((name) => name.includes('previews'))).toEqual(
      ['at/d/previews/p', 'new-previews/q'].flatMap((folder) =>
        ['artifacts/plan.json', 'artifacts/plan.tfplan', 'content/main.tf', 'logs'].map((file) => `${folder}/${file}`),
      ),
    );
  });
});

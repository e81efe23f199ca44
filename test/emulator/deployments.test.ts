import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/config-api/json.ts';
import { bucketModule, emulated, place, serviceAccount } from './emulated.ts';

const path = `/v1/${place}/deployments`;
const source = { gcsSource: 'gs://sources/m' };
const valid: JsonObject = { serviceAccount, terraformBlueprint: source };
const violated = (body: { error: { details: { fieldViolations: { field: string }[] }[] } }): string[] =>
  body.error.details.flatMap(({ fieldViolations }) => fieldViolations.map(({ field }) => field));

describe('creating a deployment', () => {
  it.each(['', 'Bad_Name', '1a', 'a-', 'a'.repeat(41), 'archived-deployments', 'a.b'])(
    '5.1 refuses the id %j',
    async (id) => {
      const { call } = await emulated();
      const { status, body } = await call('POST', `${path}?deploymentId=${id}`, valid);
      expect([status, violated(body)]).toEqual([400, ['deployment_id']]);
    },
  );

  it.each<[string, JsonObject, string]>([
    ['no service account', { terraformBlueprint: source }, 'deployment.service_account'],
    [
      'an e-mail as service account',
      { ...valid, serviceAccount: 'a@p.iam.gserviceaccount.com' },
      'deployment.service_account',
    ],
    ['no source', { serviceAccount }, 'deployment.terraform_blueprint'],
    ['an empty source', { serviceAccount, terraformBlueprint: {} }, 'deployment.terraform_blueprint'],
    [
      'a source of another scheme',
      { serviceAccount, terraformBlueprint: { gcsSource: 's3://a/b' } },
      'deployment.terraform_blueprint.gcs_source',
    ],
    [
      'a generation that is no number',
      { serviceAccount, terraformBlueprint: { gcsSource: 'gs://aaa/b#x' } },
      'deployment.terraform_blueprint.gcs_source',
    ],
    ['a label key in capitals', { ...valid, labels: { Env: 'x' } }, 'deployment.labels["Env"]'],
    ['a long label value', { ...valid, labels: { env: 'x'.repeat(64) } }, 'deployment.labels["env"]'],
    [
      '65 labels',
      { ...valid, labels: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`l${n}`, ''])) },
      'deployment.labels',
    ],
    ['an annotation key with a space', { ...valid, annotations: { 'a b': 'x' } }, 'deployment.annotations["a b"]'],
    ['huge annotations', { ...valid, annotations: { a: 'x'.repeat(262_144) } }, 'deployment.annotations'],
    ['a short worker pool', { ...valid, workerPool: 'pool' }, 'deployment.worker_pool'],
    ['artifacts that are no bucket', { ...valid, artifactsGcsBucket: 'bucket' }, 'deployment.artifacts_gcs_bucket'],
    [
      'artifacts inside the source',
      { ...valid, artifactsGcsBucket: 'gs://sources/m/out' },
      'deployment.artifacts_gcs_bucket',
    ],
    ['a constraint that is none', { ...valid, tfVersionConstraint: 'latest' }, 'deployment.tf_version_constraint'],
    ['a name of another deployment', { ...valid, name: `${place}/deployments/e` }, 'deployment.name'],
    [
      'an external value of another project',
      {
        serviceAccount,
        terraformBlueprint: {
          ...source,
          externalValues: {
            v: { deploymentSource: { deployment: 'projects/q/locations/us-central1/deployments/d', outputName: 'o' } },
          },
        },
      },
      'deployment.terraform_blueprint.external_values["v"]',
    ],
  ])('5.1 refuses %s', async (_, body, field) => {
    const { call, get } = await emulated();
    const answer = await call('POST', `${path}?deploymentId=d`, body);
    expect([answer.status, violated(answer.body)]).toEqual([400, [field]]);
    expect((await get(path)).body).toEqual({});
  });

  it('5.1 takes what gcloud sends: empty maps, defaults and the full name', async () => {
    const { call } = await emulated();
    const body = {
      ...valid,
      name: `${place}/deployments/d`,
      labels: {},
      annotations: {},
      importExistingResources: false,
    };
    expect((await call('POST', `${path}?deploymentId=d&alt=json`, body)).status).toBe(200);
  });

  it('5.2 refuses an id in use', async () => {
    const { call, deploy } = await emulated();
    await deploy('d', bucketModule('b'));
    expect((await call('POST', `${path}?deploymentId=d`, valid)).body.error).toMatchObject({
      code: 409,
      status: 'ALREADY_EXISTS',
      details: [{ resourceName: `${place}/deployments/d` }],
    });
  });

  it('5.3 answers an operation, and shows deployment and revision at once', async () => {
    const { call, get, upload } = await emulated();
    await upload('m', bucketModule('b'));
    const { body: operation } = await call('POST', `${path}?deploymentId=d`, valid);
    expect(operation).toMatchObject({ done: false, metadata: { target: `${place}/deployments/d`, verb: 'create' } });
    expect((await get(`${path}/d`)).body).toMatchObject({
      state: 'CREATING',
      latestRevision: `${place}/deployments/d/revisions/r-0`,
    });
    expect((await get(`${path}/d/revisions/r-0`)).body).toMatchObject({ state: 'APPLYING', action: 'CREATE' });
  });

  it('5.4 a good module leaves ACTIVE and APPLIED', async () => {
    const { deploy, get } = await emulated();
    expect(await deploy('d', bucketModule('b'))).toMatchObject({ state: 'ACTIVE' });
    expect((await get(`${path}/d/revisions/r-0`)).body).toMatchObject({
      state: 'APPLIED',
      stateDetail: 'revision applied',
    });
  });

  it('5.4 a faulty module leaves FAILED on both and ends the operation with a response', async () => {
    const { deploy, get } = await emulated();
    const faults = Array.from(
      { length: 12 },
      (_, n) => `resource "google_storage_bucket" "b${n}" {\n  name = nope(${n})\n  location = "EU"\n}\n`,
    );
    const deployment = await deploy('d', { 'main.tf': faults.join('') });
    expect(deployment).toMatchObject({ state: 'FAILED', errorCode: 'REVISION_FAILED' });
    expect(deployment.stateDetail).not.toBe('');
    const { body: revision } = await get(`${path}/d/revisions/r-0`);
    expect(revision).toMatchObject({ state: 'FAILED', errorCode: 'APPLY_BUILD_RUN_FAILED' });
    expect(revision.tfErrors).toHaveLength(10);
    expect(revision.errorLogs).toMatch(
      /^gs:\/\/\d{12}-us-central1-blueprint-config\/d\/r-0\/errors\/tf-error\.ndjson$/,
    );
    const { body } = await get(`/v1/${place}/operations`);
    expect(body.operations[0]).toMatchObject({
      done: true,
      response: { state: 'FAILED', name: `${place}/deployments/d` },
    });
    expect(body.operations[0]).not.toHaveProperty('error');
  });

  it('5.5 the update after a failed create makes the next revision', async () => {
    const { deploy, upload, update } = await emulated();
    await deploy('d', { 'main.tf': 'resource {' });
    const terraformBlueprint = { gcsSource: await upload('good', bucketModule('b')) };
    const deployment = await update('d', { serviceAccount, terraformBlueprint });
    expect(deployment).toMatchObject({ state: 'ACTIVE', latestRevision: `${place}/deployments/d/revisions/r-1` });
    expect(deployment).not.toHaveProperty('stateDetail');
    expect(deployment).not.toHaveProperty('errorCode');
  });

  it('5.16 refuses the 1001st deployment of a location', async () => {
    const { call } = await emulated();
    for (let count = 0; count < 1000; count++) await call('POST', `${path}?deploymentId=d${count}`, valid);
    expect((await call('POST', `${path}?deploymentId=one-more`, valid)).body.error).toMatchObject({
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
    });
    expect((await call('POST', '/v1/projects/p/locations/us-east1/deployments?deploymentId=d', valid)).status).toBe(
      200,
    );
  });

  it.each<[JsonObject, string]>([
    [{}, 'repo'],
    [{ directory: 'a' }, 'repo'],
    [{ repo: 'modules' }, 'repo'],
    [{ repo: '--upload-pack=x' }, 'repo'],
    [{ repo: 'file:///r', directory: 'a/../../b' }, 'directory'],
  ])('5.17 refuses the gitSource %j', async (gitSource, field) => {
    const { call } = await emulated();
    const body = { serviceAccount, terraformBlueprint: { gitSource } };
    const answer = await call('POST', `${path}?deploymentId=d`, body);
    expect([answer.status, violated(answer.body)]).toEqual([
      400,
      [`deployment.terraform_blueprint.git_source.${field}`],
    ]);
  });

  it.each([
    ['=1.5.7', '1.5.7'],
    ['1.4.7', '1.4.7'],
    ['~> 1.4', '1.5.7'],
    ['~> 1.4.0', '1.4.7'],
    ['>= 1.3, < 1.5', '1.4.7'],
    ['< 1.3.11', '1.3.10'],
    ['!= 1.16.5', '1.5.7'],
    [undefined, '1.5.7'],
  ])('5.18 the constraint %s chooses %s', async (tfVersionConstraint, expected) => {
    const { deploy } = await emulated();
    const more = tfVersionConstraint === undefined ? {} : { tfVersionConstraint };
    expect((await deploy('d', bucketModule('b'), more)).tfVersion).toBe(expected);
  });

  it('5.18 the default version can be set', async () => {
    const { deploy } = await emulated({ behaviour: { defaultTerraformVersion: '1.4.7' } });
    expect((await deploy('d', bucketModule('b'))).tfVersion).toBe('1.4.7');
  });

  it('5.19 refuses versions that are not offered, obsolete, or lower than before', async () => {
    const { call, clock, deploy, update } = await emulated();
    const post = (tfVersionConstraint: string) =>
      call('POST', `${path}?deploymentId=x`, { ...valid, tfVersionConstraint });
    expect((await post('=1.6.0')).body.error.status).toBe('INVALID_ARGUMENT');
    expect((await post('=1.2.3')).status).toBe(200);
    await clock.advance(Date.UTC(2026, 2, 1) - clock.now());
    await call('DELETE', `${path}/x?force=true`);
    await clock.advance(3_600_000);
    expect((await post('=1.2.3')).body.error.status).toBe('FAILED_PRECONDITION');
    await deploy('d', bucketModule('b'), { tfVersionConstraint: '=1.5.7' });
    const lower = await call('PATCH', `${path}/d?updateMask=tfVersionConstraint`, { tfVersionConstraint: '=1.4.7' });
    expect(lower.body.error).toMatchObject({
      status: 'FAILED_PRECONDITION',
      message: expect.stringContaining('1.5.7'),
    });
    await clock.advance(Date.UTC(2026, 10, 2) - clock.now());
    expect((await update('d', { tfVersionConstraint: '=1.16.5' }, '?updateMask=tfVersionConstraint')).tfVersion).toBe(
      '1.16.5',
    );
  });
});

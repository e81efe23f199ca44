import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/config-api/json.ts';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const path = `/v1/${place}/deployments`;
const uuid = '0b5f4ff2-7a5c-4d3a-9f52-3f5c8e0b6d11';

/** A deployment with something in every mutable field. */
async function deployed(options: Parameters<typeof emulated>[0] = {}): Promise<Emulated> {
  const service = await emulated(options);
  await service.deploy('d', bucketModule('b'), {
    labels: { env: 'dev', team: 'blue' },
    annotations: { note: 'x' },
    importExistingResources: true,
    workerPool: `${place}/workerPools/w`,
    artifactsGcsBucket: 'gs://artifacts/here',
    quotaValidation: 'ENABLED',
    tfVersionConstraint: '=1.5.7',
  });
  return service;
}

describe('updating a deployment', () => {
  it('5.6 goes by UPDATING to the next revision, whatever changes', async () => {
    const { call, get, finish } = await deployed();
    const { body: operation } = await call('PATCH', `${path}/d?updateMask=labels`, { labels: { env: 'dev' } });
    expect(operation).toMatchObject({ done: false, metadata: { verb: 'update', target: `${place}/deployments/d` } });
    const revision = `${place}/deployments/d/revisions/r-1`;
    expect((await get(`${path}/d`)).body).toMatchObject({ state: 'UPDATING', latestRevision: revision });
    await finish();
    expect((await get(`${path}/d`)).body).toMatchObject({ state: 'ACTIVE', latestRevision: revision });
    expect((await call('PATCH', `${path}/nope`, {})).status).toBe(404);
  });

  it.each(['', '?updateMask=*'])('5.7 replaces every mutable field (query %j)', async (query) => {
    const { update } = await deployed();
    const terraformBlueprint = { gcsSource: 'gs://sources/d', inputValues: {} };
    const deployment = await update(
      'd',
      { serviceAccount, terraformBlueprint, artifactsGcsBucket: 'gs://artifacts/here' },
      query,
    );
    for (const field of ['labels', 'annotations', 'workerPool', 'quotaValidation', 'tfVersionConstraint']) {
      expect(deployment).not.toHaveProperty(field);
    }
    expect(deployment.createTime < deployment.updateTime).toBe(true);
  });

  it('5.8 keeps service account and artifacts bucket when they are omitted, or refuses', async () => {
    const keeping = await deployed();
    const body = { terraformBlueprint: { gcsSource: 'gs://sources/d' } };
    expect(await keeping.update('d', body)).toMatchObject({
      serviceAccount,
      artifactsGcsBucket: 'gs://artifacts/here',
    });
    const refusing = await deployed({ behaviour: { omittedFields: 'refuse' } });
    expect((await refusing.call('PATCH', `${path}/d`, body)).status).toBe(400);
    expect((await refusing.call('PATCH', `${path}/d`, { ...body, serviceAccount })).body.error.message).toContain(
      'cannot be changed',
    );
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['labels', { labels: { env: 'prod' } }, { labels: { env: 'prod' } }],
    ['labels.env', { labels: { env: 'prod', other: 'x' } }, { labels: { env: 'prod', team: 'blue' } }],
    ['labels.`team`', {}, { labels: { env: 'dev' } }],
    ['annotations, labels.env', { annotations: {} }, { labels: { team: 'blue' }, annotations: undefined } as never],
    ['quota_validation', { quotaValidation: 'ENFORCED' }, { quotaValidation: 'ENFORCED' }],
    [
      'terraform_blueprint.inputValues',
      { terraformBlueprint: { gcsSource: 'gs://other/x', inputValues: {} } },
      { terraformBlueprint: { gcsSource: 'gs://sources/d', inputValues: {} } },
    ],
    ['workerPool', {}, { workerPool: undefined } as never],
    ['state,labels', { state: 'DELETED', labels: { env: 'x' } }, { state: 'ACTIVE', labels: { env: 'x' } }],
  ])('5.9 the mask %s changes only what it names', async (mask, body, expected) => {
    const { get, update } = await deployed();
    const { body: before } = await get(`${path}/d`);
    const after = await update('d', body, `?updateMask=${encodeURIComponent(mask)}`);
    const changing = { updateTime: after.updateTime, latestRevision: after.latestRevision };
    expect(after).toEqual(JSON.parse(JSON.stringify({ ...before, ...changing, ...expected })));
  });

  it('5.9 setting one source by mask unsets the other', async () => {
    const { call } = await deployed();
    const body = { terraformBlueprint: { gitSource: { repo: 'https://github.com/a/b' } } };
    const { body: answer } = await call('PATCH', `${path}/d?updateMask=terraformBlueprint.gitSource.repo`, body);
    // Were both set, this would be an invalid argument.
    expect(answer.error.status).toBe('UNIMPLEMENTED');
  });

  it.each([
    'colour',
    'labels.',
    '.labels',
    'labels..a',
    'terraformBlueprint.gcsSource.x',
    'labels,,annotations',
    '*.labels',
    'Labels',
  ])('5.9 refuses the mask %s', async (mask) => {
    const { call } = await deployed();
    const { status, body } = await call('PATCH', `${path}/d?updateMask=${mask}`, {});
    expect([status, body.error?.details[0].fieldViolations[0].field]).toEqual([400, 'update_mask']);
  });

  it('5.9 refuses to unset what is required', async () => {
    const { call } = await deployed();
    expect((await call('PATCH', `${path}/d?updateMask=serviceAccount`, {})).status).toBe(400);
    expect((await call('PATCH', `${path}/d?updateMask=terraformBlueprint`, {})).status).toBe(400);
  });

  it('5.10 refuses another artifacts bucket', async () => {
    const { call } = await deployed();
    const body = {
      serviceAccount,
      terraformBlueprint: { gcsSource: 'gs://sources/d' },
      artifactsGcsBucket: 'gs://other',
    };
    for (const query of ['', '?updateMask=artifactsGcsBucket', '?updateMask=artifacts_gcs_bucket']) {
      const { body: answer } = await call('PATCH', `${path}/d${query}`, body);
      expect(answer.error.details[0].fieldViolations[0].field).toBe('deployment.artifacts_gcs_bucket');
    }
  });

  it.each(['ABORTED', 'FAILED_PRECONDITION'] as const)(
    '5.11 answers %s while an operation runs',
    async (concurrentChange) => {
      const { call, upload } = await emulated({ behaviour: { concurrentChange } });
      const gcsSource = await upload('m', bucketModule('b'));
      const body = { serviceAccount, terraformBlueprint: { gcsSource } };
      await call('POST', `${path}?deploymentId=d`, body);
      for (const clash of [await call('PATCH', `${path}/d`, body), await call('DELETE', `${path}/d?force=true`)]) {
        expect(clash.status).toBe(concurrentChange === 'ABORTED' ? 409 : 400);
        expect(clash.body.error).toMatchObject({
          status: concurrentChange,
          details: [{ '@type': 'type.googleapis.com/google.rpc.PreconditionFailure' }],
        });
      }
    },
  );

  it('5.21 keeps where providers come from, on deployment and revision', async () => {
    const { deploy, update, get } = await emulated();
    const providerConfig = { sourceType: 'SERVICE_MAINTAINED' };
    expect(await deploy('d', bucketModule('b'), { providerConfig })).toMatchObject({ providerConfig });
    expect((await get(`${path}/d/revisions/r-0`)).body).toMatchObject({ providerConfig });
    const unset = { providerConfig: { sourceType: 'PROVIDER_SOURCE_UNSPECIFIED' } };
    expect(await update('d', unset, '?updateMask=providerConfig')).not.toHaveProperty('providerConfig');
  });

  it('5.20 keeps the newest 100 revisions', async () => {
    const { get, update } = await deployed();
    for (let count = 1; count <= 103; count++) await update('d', { labels: { n: `${count}` } }, '?updateMask=labels');
    const { body } = await get(`${path}/d/revisions`);
    expect(body.revisions).toHaveLength(100);
    expect(body.revisions[0].name).toMatch(/\/r-4$/);
    expect((await get(`${path}/d/revisions/r-3/resources`)).status).toBe(404);
  });
});

describe('deleting a deployment', () => {
  it('5.12 needs force', async () => {
    const { call, get } = await deployed();
    for (const query of ['', '?force=false', '?force=False']) {
      expect((await call('DELETE', `${path}/d${query}`)).body.error.status).toBe('FAILED_PRECONDITION');
    }
    expect((await get(`${path}/d`)).body.state).toBe('ACTIVE');
  });

  it('5.13 goes by DELETING; then nothing is left but the operation', async () => {
    const { call, get, finish } = await deployed();
    const { body: operation } = await call('DELETE', `${path}/d?force=True`);
    expect(operation.metadata).toMatchObject({ verb: 'delete', target: `${place}/deployments/d` });
    expect((await get(`${path}/d`)).body.state).toBe('DELETING');
    await finish();
    for (const gone of ['', '/revisions', '/revisions/r-0', '/revisions/r-0/resources']) {
      expect((await get(`${path}/d${gone}`)).status).toBe(404);
    }
    expect((await get(`/v1/${operation.name}`)).body).toMatchObject({
      done: true,
      response: {
        '@type': 'type.googleapis.com/google.cloud.config.v1.Deployment',
        name: `${place}/deployments/d`,
        state: 'DELETED',
      },
    });
    expect((await call('DELETE', `${path}/d?force=true`)).status).toBe(404);
  });

  it('5.14 abandoning runs no destroy', async () => {
    const { call, get, clock } = await deployed();
    await call(
      'POST',
      '/_emulator/faults',
      { faults: [{ kind: 'resource', phase: 'destroy', address: '*' }] },
      { 'content-type': 'application/json' },
    );
    const { body: operation } = await call('DELETE', `${path}/d?force=true&deletePolicy=ABANDON`);
    await clock.advance(5_000);
    expect((await get(`/v1/${operation.name}`)).body.response.state).toBe('DELETED');
    expect((await get(`${path}/d`)).status).toBe(404);
  });

  it('5.14 a destroy that fails leaves FAILED with the errors, and can be repeated', async () => {
    const { call, get, finish } = await deployed();
    const fault = {
      kind: 'resource',
      phase: 'destroy',
      address: 'google_storage_bucket.a',
      message: 'bucket is not empty',
      httpResponseCode: 409,
      times: 1,
    };
    await call('POST', '/_emulator/faults', { faults: [fault] }, { 'content-type': 'application/json' });
    const { body: operation } = await call('DELETE', `${path}/d?force=true`);
    await finish();
    const { body } = await get(`${path}/d`);
    expect(body).toMatchObject({
      state: 'FAILED',
      errorCode: 'DELETE_BUILD_RUN_FAILED',
      deleteBuild: expect.stringMatching(/^[0-9a-f-]{36}$/),
      deleteLogs: 'gs://artifacts/here/d/delete/logs',
      deleteResults: { artifacts: expect.stringContaining('gs://artifacts/here/d/delete/') },
      tfErrors: [
        { resourceAddress: 'google_storage_bucket.a', httpResponseCode: 409, errorDescription: 'bucket is not empty' },
      ],
    });
    expect((await get(`/v1/${operation.name}`)).body).toMatchObject({ done: true, response: { state: 'FAILED' } });
    await call('DELETE', `${path}/d?force=true`);
    await finish();
    expect((await get(`${path}/d`)).status).toBe(404);
  });
});

describe('request ids', () => {
  const create = `${path}?deploymentId=e&requestId=${uuid}`;
  const body = { serviceAccount, terraformBlueprint: { gcsSource: 'gs://sources/d' } };

  it('5.15 the same request again answers the same operation', async () => {
    const { call, get, clock } = await deployed();
    const finish = () => clock.advance(600_000);
    const first = await call('POST', create, body);
    expect((await call('POST', create, body)).body.name).toBe(first.body.name);
    // Spelling and case are not part of a request.
    const respelled = { terraform_blueprint: { gcs_source: 'gs://sources/d' }, service_account: serviceAccount };
    expect((await call('POST', create.replace(uuid, uuid.toUpperCase()), respelled)).body.name).toBe(first.body.name);
    await finish();
    expect((await call('POST', create, respelled)).body).toMatchObject({ name: first.body.name, done: true });
    const mask = `${path}/e?updateMask=labels&requestId=${uuid.replace('0b', '0c')}`;
    const updated = await call('PATCH', mask, { labels: { a: 'b' } });
    await finish();
    expect((await call('PATCH', mask, { labels: { a: 'b' } })).body.name).toBe(updated.body.name);
    expect((await get(`${path}/e/revisions`)).body.revisions).toHaveLength(2);
  });

  it('5.15 another request with the same id is refused, and after an hour it is forgotten', async () => {
    const { call, clock } = await deployed();
    await call('POST', create, body);
    expect((await call('POST', create, { ...body, labels: { a: 'b' } })).status).toBe(400);
    expect((await call('DELETE', `${path}/d?force=true&requestId=${uuid}`)).status).toBe(400);
    await clock.advance(3_600_000);
    expect((await call('DELETE', `${path}/d?force=true&requestId=${uuid}`)).status).toBe(200);
  });

  it('5.15 a refused request does not use its id up', async () => {
    const { call } = await deployed();
    expect((await call('POST', create, { serviceAccount })).status).toBe(400);
    expect((await call('POST', create, body)).status).toBe(200);
  });

  it.each(['1', '00000000-0000-0000-0000-000000000000', 'x'.repeat(36), `${uuid}0`])(
    '5.15 refuses the id %s',
    async (id) => {
      const { call } = await deployed();
      const { body: answer } = await call('POST', `${path}?deploymentId=e&requestId=${id}`, body);
      expect(answer.error.details[0].fieldViolations[0].field).toBe('request_id');
    },
  );
});

import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/config-api/json.ts';
import { bucketModule, emulated, place, serviceAccount } from './emulated.ts';

const path = `/v1/${place}/deployments`;
const source = { gcsSource: 'gs://sources/m' };
const valid: JsonObject = { serviceAccount, terraformBlueprint: source };

describe('request messages', () => {
  it('2.1 fields are taken in camelCase and snake_case, and answered in camelCase', async () => {
    const { call, get, upload, finish } = await emulated();
    await upload('m', bucketModule('b'));
    const created = await call('POST', `${path}?deployment_id=d`, {
      service_account: serviceAccount,
      terraform_blueprint: { gcs_source: 'gs://sources/m', input_values: { my_name: { input_value: 1 } } },
      importExistingResources: true,
    });
    expect(created.status).toBe(200);
    await finish();
    expect((await get(`${path}/d`)).body).toMatchObject({
      serviceAccount,
      importExistingResources: true,
      terraformBlueprint: { gcsSource: 'gs://sources/m', inputValues: { my_name: { inputValue: 1 } } },
    });
  });

  it.each<[string, JsonObject, string]>([
    ['at the top', { ...valid, colour: 'red' }, 'deployment'],
    ['deeper down', { ...valid, terraformBlueprint: { ...source, gscSource: '' } }, 'deployment.terraform_blueprint'],
    [
      'in a map',
      { ...valid, terraformBlueprint: { ...source, inputValues: { a: { value: 1 } } } },
      'deployment.terraform_blueprint.input_values["a"]',
    ],
    ['named like a property of objects', { ...valid, constructor: 1 }, 'deployment'],
  ])('2.2 refuses an unknown field %s', async (_, body, field) => {
    const { call } = await emulated();
    const { status, body: answer } = await call('POST', `${path}?deploymentId=d`, body);
    expect(status).toBe(400);
    expect(answer.error.details[0]).toMatchObject({
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: [{ field, description: expect.stringContaining('Cannot find field') }],
    });
  });

  it('2.2 refuses an unknown query parameter, and ignores both when told to', async () => {
    const strict = await emulated();
    expect((await strict.get(`${path}?colour=red`)).body.error.message).toContain('Cannot bind query parameter');
    const lenient = await emulated({ behaviour: { unknownFields: 'ignore' } });
    expect((await lenient.get(`${path}?colour=red`)).status).toBe(200);
    expect((await lenient.call('POST', `${path}?deploymentId=d`, { ...valid, colour: 'red' })).status).toBe(200);
  });

  it.each<[string, JsonObject, string]>([
    ['number for a text', { ...valid, serviceAccount: 7 }, 'deployment.service_account'],
    ['text for a bool', { ...valid, importExistingResources: 'true' }, 'deployment.import_existing_resources'],
    ['list for a message', { ...valid, terraformBlueprint: [] }, 'deployment.terraform_blueprint'],
    ['text for a map', { ...valid, labels: 'a' }, 'deployment.labels'],
    ['number in a map of texts', { ...valid, labels: { a: 1 } }, 'deployment.labels["a"]'],
    ['object for a list', { ...valid, tfErrors: {} }, 'deployment.tf_errors'],
    ['unknown enum value', { ...valid, quotaValidation: 'DISABLED' }, 'deployment.quota_validation'],
    ['unknown enum number', { ...valid, quotaValidation: 9 }, 'deployment.quota_validation'],
    ['time that is none', { ...valid, createTime: 'yesterday' }, 'deployment.create_time'],
    ['two sources', { ...valid, terraformBlueprint: { ...source, gitSource: {} } }, 'deployment.terraform_blueprint'],
    ['field in both spellings', { ...valid, service_account: serviceAccount }, 'deployment.service_account'],
  ])('2.3 refuses a %s', async (_, body, field) => {
    const { call } = await emulated();
    const { status, body: answer } = await call('POST', `${path}?deploymentId=d`, body);
    expect(status).toBe(400);
    expect(answer.error.details[0].fieldViolations.map((violation: { field: string }) => violation.field)).toContain(
      field,
    );
  });

  it.each<[string, Json]>([
    ['list', []],
    ['text', 'x'],
    ['null', null],
    ['number', 3],
  ])('2.3 refuses a body that is a %s', async (_, body) => {
    const { call } = await emulated();
    expect((await call('POST', `${path}?deploymentId=d`, body)).status).toBe(400);
  });

  it.each([
    ['no JSON', '{"a":'],
    ['empty', ''],
    ['not UTF-8', '\u00ff\u00fe'],
  ])('2.3 refuses a body that is %s', async (_, text) => {
    const { emulator } = await emulated();
    const body = new Uint8Array(Buffer.from(text, 'latin1'));
    const answer = await emulator.handle({ method: 'POST', url: `http://e${path}?deploymentId=d`, headers: {}, body });
    expect(answer.status).toBe(400);
  });

  it('2.4 takes enums by number and answers numbers on request', async () => {
    const { call, get, upload, finish } = await emulated();
    await upload('m', bucketModule('b'));
    await call('POST', `${path}?deploymentId=d`, { ...valid, quotaValidation: 1 });
    await finish();
    for (const alt of ['alt=json;enum-encoding=int', '%24alt=json%3Benum-encoding%3Dint']) {
      const { body } = await get(`${path}?${alt}`);
      expect(body.deployments[0]).toMatchObject({ state: 2, quotaValidation: 1, lockState: 2 });
    }
    const { body } = await get(`/v1/${place}/operations?alt=json;enum-encoding=int`);
    expect(body.operations[0]).toMatchObject({ metadata: { deploymentMetadata: { step: 9 } }, response: { state: 2 } });
    expect((await get(`${path}/d`)).body).toMatchObject({ state: 'ACTIVE', quotaValidation: 'ENABLED' });
  });

  it('2.5 takes the parameters of all Google APIs, and only JSON as form', async () => {
    const { get } = await emulated();
    const system =
      '%24.xgafv=2&prettyPrint=false&key=k&access_token=t&fields=name&quotaUser=q&callback=c&upload_protocol=raw';
    expect((await get(`${path}?alt=json&${system}`)).status).toBe(200);
    expect((await get(`${path}?alt=proto`)).status).toBe(400);
    expect((await get(`${path}?alt=json;colour=red`)).status).toBe(400);
  });

  it('2.6 reads booleans in any case and numbers in quotes', async () => {
    const { call, deploy, get } = await emulated();
    await deploy('d', bucketModule('b'));
    expect((await call('DELETE', `${path}/d?force=maybe`)).status).toBe(400);
    expect((await get(`${path}?pageSize=1.5`)).status).toBe(400);
    expect((await get(`${path}?pageSize=99999999999`)).status).toBe(400);
    expect((await get(`${path}?page_size=1`)).status).toBe(200);
    expect((await call('DELETE', `${path}/d?force=True`)).status).toBe(200);
  });

  it('2.7 ignores output-only fields', async () => {
    const { deploy } = await emulated();
    const deployment = await deploy('d', bucketModule('b'), {
      state: 'DELETED',
      tfVersion: '9.9.9',
      errorLogs: 'gs://x',
    });
    expect(deployment).toMatchObject({ state: 'ACTIVE', tfVersion: '1.5.7' });
    expect(deployment).not.toHaveProperty('errorLogs');
  });

  it('2.8 refuses a body over 950,000 bytes', async () => {
    const { call } = await emulated();
    const big = { ...valid, annotations: { note: 'x'.repeat(950_000) } };
    expect((await call('POST', `${path}?deploymentId=d`, big)).body.error).toMatchObject({
      status: 'INVALID_ARGUMENT',
      message: expect.stringContaining('950000'),
    });
  });

  it('2.9 writes times with nine fractional digits', async () => {
    const { deploy } = await emulated();
    expect((await deploy('d', bucketModule('b'))).createTime).toBe('2026-01-01T00:00:00.000000000Z');
  });

  it('2.10 keeps any JSON as input value, numbers as doubles, and refuses very deep ones', async () => {
    const { call, get, upload } = await emulated();
    await upload('m', bucketModule('b'));
    const text =
      '{"a":{"inputValue":null},"b":{"inputValue":[1,{"c":true}]},"c":{"inputValue":12345678901234567890},' +
      '"__proto__":{"inputValue":{"__proto__":1}},"e":{"inputValue":-0.5},"f":{}}';
    const inputValues = JSON.parse(text) as JsonObject;
    await call('POST', `${path}?deploymentId=d`, { ...valid, terraformBlueprint: { ...source, inputValues } });
    const { body } = await get(`${path}/d`);
    expect(JSON.stringify(body.terraformBlueprint.inputValues)).toBe(
      text.replace('12345678901234567890', '12345678901234567000'),
    );
    let deep: Json = 1;
    for (let level = 0; level < 101; level++) deep = [deep];
    const blueprint = { ...source, inputValues: { a: { inputValue: deep } } };
    expect((await call('POST', `${path}?deploymentId=e`, { ...valid, terraformBlueprint: blueprint })).status).toBe(
      400,
    );
  });

  it('2.10 survives nesting as deep as the size allows', async () => {
    const { emulator } = await emulated();
    const nested = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
    const text = `{"terraformBlueprint":{"inputValues":{"a":{"inputValue":${nested}}}}}`;
    const body = new TextEncoder().encode(text);
    const answer = await emulator.handle({ method: 'POST', url: `http://e${path}?deploymentId=d`, headers: {}, body });
    expect(answer.status).toBe(400);
  });
});

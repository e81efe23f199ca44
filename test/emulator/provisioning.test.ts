import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/config-api/json.ts';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';
import { bucketSpecs, diamond, groupPath, provisioned, specOf, unit, unitsOf, writeGroup } from './grouped.ts';

const deployments = `/v1/${place}/deployments`;
const control = { 'content-type': 'application/json' };

/** A module with an output `url`. */
const withOutput = (name: string) => ({
  'main.tf': `${bucketModule(name)['main.tf']}output "url" {\n  value = "gs://\${google_storage_bucket.a.name}"\n}\n`,
});

/** A module that takes a variable `from` and makes it part of a name. */
const withInput = {
  'main.tf':
    'variable "from" {}\nresource "google_pubsub_topic" "t" {\n  name = replace(var.from, "gs://", "x-")\n}\noutput "from" {\n  value = var.from\n}\n',
};

const from = (id: string): JsonObject => ({
  externalValues: { from: { deploymentSource: { deployment: `${place}/deployments/${id}`, outputName: 'url' } } },
});

const state = async ({ get }: Emulated, id: string): Promise<string> =>
  (await get(`${deployments}/${id}`)).body.state ?? 'none';

describe('provisioning a group', () => {
  it.each<[string, (specs: Record<string, JsonObject>) => Json, string, string]>([
    ['no spec for a unit without deployment', ({ a }) => ({ a: a ?? {} }), 'INVALID_ARGUMENT', 'deployment_specs["b"]'],
    ['a spec for no unit', (specs) => ({ ...specs, x: specs['a'] ?? {} }), 'INVALID_ARGUMENT', 'deployment_specs["x"]'],
    [
      'a malformed id',
      ({ a, b }) => ({ a: { ...a, deploymentId: 'Bad_Name' }, b: b ?? {} }),
      'INVALID_ARGUMENT',
      'deployment_specs["a"].deployment_id',
    ],
    [
      'one id for two units',
      ({ a, b }) => ({ a: a ?? {}, b: { ...b, deploymentId: 'a' } }),
      'INVALID_ARGUMENT',
      'deployment_specs["b"].deployment_id',
    ],
    [
      'a faulty deployment',
      ({ a, b }) => ({ a: a ?? {}, b: { ...b, deployment: { serviceAccount } } }),
      'INVALID_ARGUMENT',
      'deployment_specs["b"].deployment.terraform_blueprint',
    ],
    [
      'the id of an existing deployment',
      ({ a, b }) => ({ a: { ...a, deploymentId: 'there' }, b: b ?? {} }),
      'ALREADY_EXISTS',
      `${place}/deployments/there`,
    ],
  ])('19.6 refuses %s', async (_, specsFrom, status, subject) => {
    const service = await emulated();
    await service.deploy('there', bucketModule('there'));
    await writeGroup(service, [unit('a'), unit('b')]);
    const specs = (await bucketSpecs(service, 'a', 'b')) as Record<string, JsonObject>;
    const { body } = await service.call('POST', `${groupPath}:provision`, { deploymentSpecs: specsFrom(specs) });
    expect(body.error.status).toBe(status);
    expect(JSON.stringify(body.error.details)).toContain(JSON.stringify(subject));
    expect((await service.get(groupPath)).body).not.toHaveProperty('provisioningState');
    expect(await state(service, 'a')).toBe('none');
  });

  it('19.6 refuses a unit whose deployment is gone, and one that has another deployment', async () => {
    const service = await emulated();
    await service.deploy('there', bucketModule('there'));
    await writeGroup(service, [{ id: 'a', deployment: `${place}/deployments/nope` }]);
    const gone = await service.call('POST', `${groupPath}:provision`, {});
    expect(gone.body.error.status).toBe('FAILED_PRECONDITION');
    await writeGroup(service, [{ id: 'a', deployment: `${place}/deployments/there` }]);
    const deploymentSpecs = await bucketSpecs(service, 'a');
    expect((await service.call('POST', `${groupPath}:provision`, { deploymentSpecs })).body.error).toMatchObject({
      status: 'INVALID_ARGUMENT',
      message: expect.stringContaining('already has the deployment'),
    });
  });

  it('19.7 goes by the order of dependencies, what is independent at the same time', async () => {
    const service = await emulated();
    await writeGroup(service, diamond);
    const deploymentSpecs = await bucketSpecs(service, 'a', 'b', 'c', 'd');
    const { body: started } = await service.call('POST', `${groupPath}:provision`, { deploymentSpecs });
    expect(started).toMatchObject({ metadata: { verb: 'provision', provisionDeploymentGroupMetadata: {} } });
    expect((await service.get(groupPath)).body).toMatchObject({ state: 'ACTIVE', provisioningState: 'PROVISIONING' });
    const seen: string[] = [];
    const steps = new Set<string>();
    for (let second = 0; second < 300; second++) {
      const { body } = await service.get(`/v1/${started.name}`);
      const { step } = body.metadata.provisionDeploymentGroupMetadata;
      if (step !== undefined) steps.add(step);
      const running = unitsOf(body).filter((text) => text.endsWith('APPLYING_DEPLOYMENT'));
      const text = running.map((each) => each.slice(0, 1)).join('');
      if (text !== '' && seen.at(-1) !== text) seen.push(text);
      await service.clock.advance(1000);
    }
    expect(seen).toEqual(['a', 'bc', 'd']);
    expect([...steps]).toEqual([
      'VALIDATING_DEPLOYMENT_GROUP',
      'ASSOCIATING_DEPLOYMENTS_TO_DEPLOYMENT_GROUP',
      'PROVISIONING_DEPLOYMENT_UNITS',
      'SUCCEEDED',
    ]);
    const { body: operation } = await service.get(`/v1/${started.name}`);
    expect(unitsOf(operation)).toEqual(['a', 'b', 'c', 'd'].map((id) => `${id} CREATE_DEPLOYMENT SUCCEEDED`));
    expect(operation.metadata.provisionDeploymentGroupMetadata.deploymentUnitProgresses[0]).toEqual({
      unitId: 'a',
      deployment: `${place}/deployments/a`,
      intent: 'CREATE_DEPLOYMENT',
      state: 'SUCCEEDED',
      deploymentOperationSummary: {
        deploymentStep: 'SUCCEEDED',
        build: expect.stringMatching(/^[0-9a-f-]{36}$/),
        logs: expect.stringMatching(/^gs:\/\//),
        content: expect.stringMatching(/\/a\/r-0\/apply_results\/content$/),
        artifacts: expect.stringMatching(/\/artifacts$/),
      },
    });
    const { body: group } = await service.get(groupPath);
    expect(group).toMatchObject({
      provisioningState: 'PROVISIONED',
      deploymentUnits: diamond.map(({ id }) => ({ id, deployment: `${place}/deployments/${id}` })),
    });
    expect(operation.response).toEqual({ '@type': operation.response['@type'], ...group });
  });

  it('19.7 bears the times of its steps, however late anybody looks', async () => {
    const [often, once] = [await emulated(), await emulated()];
    for (const service of [often, once]) {
      await writeGroup(service, diamond);
      const deploymentSpecs = await bucketSpecs(service, 'a', 'b', 'c', 'd');
      await service.call('POST', `${groupPath}:provision`, { deploymentSpecs });
    }
    for (let second = 0; second < 300; second++) {
      await often.clock.advance(1000);
      await often.get(groupPath);
    }
    await once.clock.advance(300_000);
    for (const path of [groupPath, `${deployments}`, `/v1/${place}/operations`]) {
      expect((await once.get(path)).body).toEqual((await often.get(path)).body);
    }
  });

  it('19.8 updates what would change, skips what would not, and hands outputs on', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a'), unit('b', 'a'), unit('c')]);
    const first = await provisioned(service, {
      a: await specOf(service, 'a', withOutput('first')),
      b: await specOf(service, 'b', withInput, from('a')),
      ...(await bucketSpecs(service, 'c')),
    });
    expect(first.group.provisioningState).toBe('PROVISIONED');
    expect((await service.get(`${deployments}/b/revisions/r-0`)).body.applyResults.outputs.from.value).toBe(
      'gs://first',
    );
    const again = await provisioned(service, {});
    expect(again.units).toEqual(['a UNCHANGED SKIPPED', 'b UNCHANGED SKIPPED', 'c UNCHANGED SKIPPED']);
    expect((await service.get(`${deployments}/a`)).body.latestRevision).toMatch(/r-0$/);
    await service.upload('a', withOutput('second'));
    const changed = await provisioned(service, {});
    expect(changed.units).toEqual([
      'a UPDATE_DEPLOYMENT SUCCEEDED',
      'b UPDATE_DEPLOYMENT SUCCEEDED',
      'c UNCHANGED SKIPPED',
    ]);
    expect((await service.get(`${deployments}/b/revisions/r-1`)).body.applyResults.outputs.from.value).toBe(
      'gs://second',
    );
  });

  it('19.8 takes another output for a change', async () => {
    const service = await emulated();
    const withText = (text: string) => ({ 'main.tf': `output "text" {\n  value = "${text}"\n}\n` });
    await writeGroup(service, [unit('a')]);
    await provisioned(service, { a: await specOf(service, 'a', withText('first')) });
    await service.upload('a', withText('second'));
    expect((await provisioned(service, {})).units).toEqual(['a UPDATE_DEPLOYMENT SUCCEEDED']);
  });

  it('19.9 first deletes what left the group', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a'), unit('b', 'a'), unit('c', 'b')]);
    await provisioned(service, await bucketSpecs(service, 'a', 'b', 'c'));
    const [a] = (await service.get(groupPath)).body.deploymentUnits;
    await writeGroup(service, [a, unit('new')]);
    const { units, operation, group } = await provisioned(service, await bucketSpecs(service, 'new'));
    expect(units).toEqual([
      'c CLEAN_UP SUCCEEDED',
      'b CLEAN_UP SUCCEEDED',
      'a UNCHANGED SKIPPED',
      'new CREATE_DEPLOYMENT SUCCEEDED',
    ]);
    expect(group.provisioningState).toBe('PROVISIONED');
    expect(operation.metadata.provisionDeploymentGroupMetadata.step).toBe('SUCCEEDED');
    expect([await state(service, 'a'), await state(service, 'b'), await state(service, 'c')]).toEqual([
      'ACTIVE',
      'none',
      'none',
    ]);
  });

  it('19.9 leaves alone what only a failed revision had', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a')]);
    await provisioned(service, await bucketSpecs(service, 'a'));
    const [a] = (await service.get(groupPath)).body.deploymentUnits;
    await writeGroup(service, [a, unit('b')]);
    await provisioned(service, { b: await specOf(service, 'b', { 'main.tf': 'nonsense' }) });
    await writeGroup(service, [a]);
    expect((await provisioned(service, {})).units).toEqual(['a UNCHANGED SKIPPED']);
    expect(await state(service, 'b')).toBe('FAILED');
  });

  it('19.9 provisions nothing when that fails', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('old')]);
    await provisioned(service, await bucketSpecs(service, 'old'));
    await writeGroup(service, [unit('new')]);
    const faults = [{ kind: 'resource', phase: 'destroy', address: '*', message: 'not empty', times: 1 }];
    await service.call('POST', '/_emulator/faults', { faults }, control);
    const { units, group } = await provisioned(service, await bucketSpecs(service, 'new'));
    expect(units).toEqual(['old CLEAN_UP FAILED', 'new CREATE_DEPLOYMENT ABORTED']);
    expect(group).toMatchObject({ provisioningState: 'FAILED_TO_PROVISION', deploymentUnits: [{ id: 'new' }] });
    expect(group.deploymentUnits[0]).not.toHaveProperty('deployment');
    expect(await state(service, 'new')).toBe('none');
  });

  it('19.6 makes a deployment anew that left the group and is asked for again', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a')]);
    await provisioned(service, await bucketSpecs(service, 'a'));
    await writeGroup(service, [unit('renamed')]);
    const { units } = await provisioned(service, { renamed: await specOf(service, 'a', bucketModule('other')) });
    expect(units).toEqual(['a CLEAN_UP SUCCEEDED', 'renamed RECREATE_DEPLOYMENT SUCCEEDED']);
    expect((await service.get(`${deployments}/a`)).body).toMatchObject({ state: 'ACTIVE' });
    expect((await service.get(`${deployments}/a`)).body.latestRevision).toMatch(/r-0$/);
  });

  it('19.11 goes on beside a unit that fails, and gives up what depends on it', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a'), unit('b', 'a'), unit('c', 'b'), unit('x')]);
    const specs = {
      ...(await bucketSpecs(service, 'a', 'c', 'x')),
      b: await specOf(service, 'b', { 'main.tf': 'nonsense' }),
    };
    const { units, group, operation } = await provisioned(service, specs);
    expect(units).toEqual([
      'a CREATE_DEPLOYMENT SUCCEEDED',
      'b CREATE_DEPLOYMENT FAILED',
      'c CREATE_DEPLOYMENT ABORTED',
      'x CREATE_DEPLOYMENT SUCCEEDED',
    ]);
    expect(group).toMatchObject({
      state: 'ACTIVE',
      provisioningState: 'FAILED_TO_PROVISION',
      provisioningError: { code: 2, message: expect.stringContaining("unit 'b': revision") },
      deploymentUnits: [{ deployment: `${place}/deployments/a` }, { deployment: `${place}/deployments/b` }, {}, {}],
    });
    expect(group.deploymentUnits[2]).not.toHaveProperty('deployment');
    expect(operation).toMatchObject({
      response: { provisioningState: 'FAILED_TO_PROVISION' },
      metadata: { provisionDeploymentGroupMetadata: { step: 'FAILED' } },
    });
    await service.upload('b', bucketModule('b'));
    const retried = await provisioned(service, await bucketSpecs(service, 'c'));
    expect(retried.units).toEqual([
      'a UNCHANGED SKIPPED',
      'b UPDATE_DEPLOYMENT SUCCEEDED',
      'c CREATE_DEPLOYMENT SUCCEEDED',
      'x UNCHANGED SKIPPED',
    ]);
    expect(retried.group).toMatchObject({ provisioningState: 'PROVISIONED' });
    expect(retried.group).not.toHaveProperty('provisioningError');
  });

  it('19.11 takes a deployment that cannot be changed for a failure of its unit', async () => {
    const service = await emulated();
    await service.deploy('d', bucketModule('d'));
    await writeGroup(service, [{ id: 'a', deployment: `${place}/deployments/d` }]);
    await service.upload('d', bucketModule('changed'));
    await service.call('POST', `${groupPath}:provision`, {});
    await service.call('PATCH', `${deployments}/d?updateMask=labels`, { labels: { a: 'b' } });
    await service.finish();
    const { body: group } = await service.get(groupPath);
    expect(group.provisioningError).toEqual({
      code: 10,
      message: expect.stringContaining('An operation is in progress'),
    });
  });

  it('19.13 is cancelled with the operations of its deployments', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a'), unit('b', 'a')]);
    const deploymentSpecs = await bucketSpecs(service, 'a', 'b');
    const { body: started } = await service.call('POST', `${groupPath}:provision`, { deploymentSpecs });
    await service.clock.advance(10_000);
    expect(await state(service, 'a')).toBe('CREATING');
    await service.call('POST', `/v1/${started.name}:cancel`, {});
    await service.finish();
    const { body: operation } = await service.get(`/v1/${started.name}`);
    expect(operation).toMatchObject({ done: true, error: { code: 1 } });
    expect(unitsOf(operation)).toEqual(['a CREATE_DEPLOYMENT ABORTED', 'b CREATE_DEPLOYMENT ABORTED']);
    expect([await state(service, 'a'), await state(service, 'b')]).toEqual(['FAILED', 'none']);
    expect((await service.get(groupPath)).body).toMatchObject({
      provisioningState: 'FAILED_TO_PROVISION',
      provisioningError: { code: 1 },
    });
  });
});

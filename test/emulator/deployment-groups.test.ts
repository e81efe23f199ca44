import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/config-api/json.ts';
import { bucketModule, type Emulated, emulated, place } from './emulated.ts';
import { groupPath, provisioned, specOf, unit, writeGroup } from './grouped.ts';

const groups = `/v1/${place}/deploymentGroups`;
const deployment = (id: string): string => `${place}/deployments/${id}`;

const post = ({ call }: Emulated, body: JsonObject, query = 'deploymentGroupId=g') =>
  call('POST', `${groups}?${query}`, body);

const violated = (body: { error: { details: { fieldViolations: { field: string }[] }[] } }): string[] =>
  body.error.details.flatMap(({ fieldViolations }) => fieldViolations.map(({ field }) => field));

describe('deployment groups', () => {
  it.each<[string, JsonObject, string]>([
    [
      'a unit before its dependency',
      { deploymentUnits: [unit('b', 'a'), unit('a')] },
      'deployment_units[0].dependencies[0]',
    ],
    ['an unknown dependency', { deploymentUnits: [unit('a', 'x')] }, 'deployment_units[0].dependencies[0]'],
    ['a unit that depends on itself', { deploymentUnits: [unit('a', 'a')] }, 'deployment_units[0].dependencies[0]'],
    ['an id twice', { deploymentUnits: [unit('a'), unit('a')] }, 'deployment_units[1].id'],
    ['a unit without id', { deploymentUnits: [{}] }, 'deployment_units[0].id'],
    [
      'a deployment elsewhere',
      { deploymentUnits: [{ id: 'a', deployment: 'projects/p/locations/us-east1/deployments/d' }] },
      'deployment_units[0].deployment',
    ],
    ['a name that is none', { deploymentUnits: [{ id: 'a', deployment: 'd' }] }, 'deployment_units[0].deployment'],
    [
      'a deployment in two units',
      {
        deploymentUnits: [
          { id: 'a', deployment: deployment('d') },
          { id: 'b', deployment: deployment('d') },
        ],
      },
      'deployment_units[1].deployment',
    ],
    ['a faulty label', { labels: { A: 'x' } }, 'labels["A"]'],
    ['another name', { name: `${place}/deploymentGroups/h` }, 'name'],
  ])('19.1 cannot have %s', async (_, body, field) => {
    const service = await emulated();
    const answer = await post(service, body);
    expect([answer.status, violated(answer.body)]).toEqual([400, [`deployment_group.${field}`]]);
    expect((await service.get(groups)).body).toEqual({});
  });

  it('19.1 have an id of their own', async () => {
    const service = await emulated();
    expect(violated((await post(service, {}, 'deploymentGroupId=Bad_Name')).body)).toEqual(['deployment_group_id']);
    expect((await post(service, {})).status).toBe(200);
    expect((await post(service, {})).body.error.status).toBe('ALREADY_EXISTS');
  });

  it('19.2 are created and changed by operations, and touch no deployment', async () => {
    const service = await emulated();
    const { body: operation } = await post(service, { deploymentUnits: [unit('a')], labels: { x: 'y' } });
    expect(operation).toMatchObject({
      done: false,
      metadata: { verb: 'create', target: `${place}/deploymentGroups/g` },
    });
    expect((await service.get(groupPath)).body).toMatchObject({ state: 'CREATING' });
    await service.finish();
    const { body: created } = await service.get(groupPath);
    expect(created).toEqual({
      name: `${place}/deploymentGroups/g`,
      state: 'ACTIVE',
      labels: { x: 'y' },
      deploymentUnits: [{ id: 'a', dependencies: [] }],
      createTime: '2026-01-01T00:00:00.000000000Z',
      updateTime: '2026-01-01T00:00:01.000000000Z',
    });
    expect((await service.get(`/v1/${operation.name}`)).body).toMatchObject({
      done: true,
      response: { '@type': 'type.googleapis.com/google.cloud.config.v1.DeploymentGroup', ...created },
    });
    const patch = async (body: Json, query = '') => {
      await service.call('PATCH', `${groupPath}${query}`, body);
      expect((await service.get(groupPath)).body.state).toBe('UPDATING');
      await service.finish();
      return (await service.get(groupPath)).body;
    };
    expect(await patch({ labels: { z: '1' } }, '?updateMask=labels.z')).toMatchObject({ labels: { x: 'y', z: '1' } });
    const replaced = await patch({ deploymentUnits: [unit('b')] });
    expect(replaced).toMatchObject({ deploymentUnits: [{ id: 'b' }], state: 'ACTIVE' });
    expect(replaced).not.toHaveProperty('labels');
    const wrong = await service.call('PATCH', `${groupPath}?updateMask=colour`, {});
    expect(wrong.body.error.status).toBe('INVALID_ARGUMENT');
    expect((await service.get(`/v1/${place}/deployments`)).body).toEqual({});
    expect((await service.get(groups)).body.deploymentGroups).toHaveLength(1);
    expect((await service.get(`${groups}?filter=labels.x:*`)).body).toEqual({});
  });

  it('19.2 are created once for a request id', async () => {
    const service = await emulated();
    const query = 'deploymentGroupId=g&requestId=0b5f4ff2-7a5c-4d3a-9f52-3f5c8e0b6d11';
    const first = await post(service, {}, query);
    expect((await post(service, {}, query)).body.name).toBe(first.body.name);
  });

  it('19.3 are changed by one operation at a time', async () => {
    const service = await emulated();
    await post(service, {});
    expect((await service.call('PATCH', groupPath, {})).body.error.status).toBe('ABORTED');
    await service.finish();
    await service.call('POST', `${groupPath}:provision`, {});
    for (const [verb, path] of [
      ['PATCH', ''],
      ['DELETE', '?force=true'],
      ['POST', ':provision'],
      ['POST', ':deprovision'],
    ] as const) {
      const { body } = await service.call(verb, `${groupPath}${path}`, verb === 'DELETE' ? undefined : {});
      expect([path, body.error.status]).toEqual([path, 'ABORTED']);
    }
  });

  it('19.4 need force to go with their revisions', async () => {
    const service = await emulated();
    await writeGroup(service, []);
    await provisioned(service, {});
    expect((await service.call('DELETE', groupPath)).body.error.status).toBe('FAILED_PRECONDITION');
    const { body: operation } = await service.call('DELETE', `${groupPath}?force=true`);
    expect((await service.get(groupPath)).body.state).toBe('DELETING');
    await service.finish();
    expect((await service.get(groupPath)).status).toBe(404);
    expect((await service.get(`${groupPath}/revisions/r-0`)).status).toBe(404);
    expect((await service.get(`/v1/${operation.name}`)).body.response).toMatchObject({ state: 'DELETED' });
    await writeGroup(service, []);
    expect((await service.call('DELETE', groupPath)).status).toBe(200);
  });

  it('19.5 stay while deployments refer to them, as far as the policy asks', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a')]);
    await provisioned(service, { a: await specOf(service, 'a', bucketModule('a')) });
    const remove = async (policy: string) => {
      const query = policy === '' ? '' : `&deploymentReferencePolicy=${policy}`;
      return (await service.call('DELETE', `${groupPath}?force=true${query}`)).body.error?.status ?? 'OK';
    };
    expect(await remove('')).toBe('FAILED_PRECONDITION');
    expect(await remove('FAIL_IF_METADATA_REFERENCES_EXIST')).toBe('FAILED_PRECONDITION');
    await service.call('PATCH', groupPath, { deploymentUnits: [] });
    await service.finish();
    expect(await remove('FAIL_IF_ANY_REFERENCES_EXIST')).toBe('FAILED_PRECONDITION');
    expect(await remove('FAIL_IF_METADATA_REFERENCES_EXIST')).toBe('OK');
    await service.finish();
    await writeGroup(service, [{ ...unit('a'), deployment: deployment('a') }]);
    expect(await remove('')).toBe('FAILED_PRECONDITION');
    expect(await remove('IGNORE_DEPLOYMENT_REFERENCES')).toBe('OK');
    await service.finish();
    expect((await service.get(`/v1/${deployment('a')}`)).body.state).toBe('ACTIVE');
  });
});

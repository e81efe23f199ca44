import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/config-api/json.ts';
import { permissions } from '../../src/config-api/permissions.ts';
import { mergeBindings } from '../../src/emulator/iam/policy-views.ts';
import { fc } from '../properties.ts';
import { bucketModule, type Emulated, emulated, place } from './emulated.ts';

const path = `/v1/${place}/deployments/d`;
const viewer = { role: 'roles/config.viewer', members: ['user:a@example.com'] };
const condition = { title: 'in time', expression: 'request.time < timestamp("2030-01-01T00:00:00Z")' };
const conditional = { ...viewer, condition };

async function deployed(): Promise<Emulated> {
  const service = await emulated();
  await service.deploy('d', bucketModule('b'));
  return service;
}

const set = ({ call }: Emulated, policy: Json, updateMask?: string) =>
  call('POST', `${path}:setIamPolicy`, { policy, ...(updateMask === undefined ? {} : { updateMask }) });

describe('policies of deployments', () => {
  it('15.1 are empty with a fixed etag at first, and go with the deployment', async () => {
    const service = await deployed();
    expect((await service.get(`${path}:getIamPolicy`)).body).toEqual({ etag: 'ACAB' });
    await set(service, { bindings: [viewer] });
    expect((await service.get(`${path}:getIamPolicy`)).body).toMatchObject({ version: 1, bindings: [viewer] });
    await service.call('DELETE', `${path}?force=true`);
    await service.finish();
    expect((await service.get(`${path}:getIamPolicy`)).body.error.status).toBe('NOT_FOUND');
    expect((await set(service, { bindings: [viewer] })).body.error.status).toBe('NOT_FOUND');
    await service.deploy('d', bucketModule('b'));
    expect((await service.get(`${path}:getIamPolicy`)).body).toEqual({ etag: 'ACAB' });
  });

  it('15.2 are set with the etag in force or without one, never with an older one', async () => {
    const service = await deployed();
    const first = (await set(service, { bindings: [viewer], etag: 'ACAB' })).body;
    expect(first.etag).toMatch(/^[A-Za-z0-9+/]{11}=$/);
    const second = (await set(service, { bindings: [], etag: first.etag })).body;
    expect(second).toEqual({ version: 1, etag: expect.not.stringMatching(first.etag) });
    const stale = await set(service, { bindings: [viewer], etag: first.etag });
    expect([stale.status, stale.body.error.status]).toEqual([409, 'ABORTED']);
    expect((await service.get(`${path}:getIamPolicy`)).body).toEqual(second);
    expect((await set(service, { bindings: [viewer] })).status).toBe(200);
  });

  it('15.3 show their conditions to those who ask for version 3', async () => {
    const service = await deployed();
    const written = (await set(service, { version: 3, bindings: [conditional, { ...viewer, role: 'roles/owner' }] }))
      .body;
    expect(written).toMatchObject({ version: 3, bindings: [conditional, { role: 'roles/owner' }] });
    const read = async (version: string) =>
      (await service.get(`${path}:getIamPolicy?options.requestedPolicyVersion=${version}`)).body;
    expect(await read('3')).toEqual(written);
    expect(await read('1')).toEqual({
      version: 1,
      bindings: [
        { role: expect.stringMatching(/^roles\/config\.viewer_withcond_[0-9a-f]{20}$/), members: viewer.members },
        { role: 'roles/owner', members: viewer.members },
      ],
      etag: written.etag,
    });
    expect((await service.get(`${path}:getIamPolicy`)).body).toEqual(await read('0'));
    expect((await read('2')).error.details[0].fieldViolations[0].field).toBe('options.requested_policy_version');
  });

  const member = (text: string): JsonObject => ({ bindings: [{ role: 'roles/viewer', members: [text] }] });
  const members = (count: number, kind: string): JsonObject => ({
    bindings: [{ role: 'roles/viewer', members: Array.from({ length: count }, (_, n) => `${kind}:m${n}@example.com`) }],
  });

  it.each<[string, JsonObject, string]>([
    ['version 2', { version: 2 }, 'policy.version'],
    ['a condition in version 1', { version: 1, bindings: [conditional] }, 'policy.version'],
    ['a role without roles/', { bindings: [{ ...viewer, role: 'viewer' }] }, 'policy.bindings[0].role'],
    [
      'a marked role',
      { bindings: [{ ...viewer, role: 'roles/viewer_withcond_0123456789abcdef0123' }] },
      'policy.bindings[0].role',
    ],
    ['no members', { bindings: [{ role: 'roles/viewer' }] }, 'policy.bindings[0].members'],
    ['a bare e-mail', member('a@example.com'), 'policy.bindings[0].members[0]'],
    ['an unknown kind of member', member('robot:a@example.com'), 'policy.bindings[0].members[0]'],
    ['a domain that is none', member('domain:example'), 'policy.bindings[0].members[0]'],
    ['a deleted user without uid', member('deleted:user:a@example.com'), 'policy.bindings[0].members[0]'],
    [
      'a condition without expression',
      { version: 3, bindings: [{ ...viewer, condition: { title: 't' } }] },
      'policy.bindings[0].condition.expression',
    ],
    [
      'a condition without title',
      { version: 3, bindings: [{ ...viewer, condition: { expression: 'true' } }] },
      'policy.bindings[0].condition.title',
    ],
    ['1,501 members', members(1501, 'user'), 'policy.bindings'],
    ['251 groups', members(251, 'group'), 'policy.bindings'],
    ['an audit config without service', { auditConfigs: [{}] }, 'policy.audit_configs[0].service'],
    [
      'an unknown log type',
      { auditConfigs: [{ service: 'allServices', auditLogConfigs: [{ logType: 'ALL' }] }] },
      'policy.audit_configs[0].audit_log_configs[0].log_type',
    ],
  ])('15.4 cannot have %s', async (_, policy, field) => {
    const service = await deployed();
    const { status, body } = await set(service, policy, 'bindings,auditConfigs,version');
    const fields = body.error.details[0].fieldViolations.map((violation: { field: string }) => violation.field);
    expect([status, fields]).toEqual([400, [field]]);
    expect((await service.get(`${path}:getIamPolicy`)).body).toEqual({ etag: 'ACAB' });
  });

  it('15.4 take every kind of principal', async () => {
    const service = await deployed();
    const kinds = [
      'allUsers',
      'allAuthenticatedUsers',
      'user:a@example.com',
      'serviceAccount:r@p.iam.gserviceaccount.com',
      'serviceAccount:p.svc.id.goog[space/account]',
      'group:g@example.com',
      'domain:example.com',
      'principal://iam.googleapis.com/locations/global/workforcePools/pool/subject/s',
      'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/*',
      'deleted:user:a@example.com?uid=123456789012345678901',
      'deleted:principal://iam.googleapis.com/locations/global/workforcePools/pool/subject/s',
    ];
    const { status, body } = await set(service, { bindings: [{ role: 'projects/p/roles/mine', members: kinds }] });
    expect([status, body.bindings?.[0].members]).toEqual([200, kinds]);
    expect((await set(service, undefined as unknown as Json)).body.error.details[0].fieldViolations[0].field).toBe(
      'policy',
    );
  });

  it('15.5 keep what the mask does not name', async () => {
    const service = await deployed();
    const auditConfigs = [{ service: 'config.googleapis.com', auditLogConfigs: [{ logType: 'DATA_READ' }] }];
    await set(service, { bindings: [viewer], auditConfigs });
    expect((await service.get(`${path}:getIamPolicy`)).body).not.toHaveProperty('auditConfigs');
    await set(service, { auditConfigs }, 'audit_configs');
    expect((await service.get(`${path}:getIamPolicy`)).body).toMatchObject({ bindings: [viewer], auditConfigs });
    await set(service, {});
    const { body } = await service.get(`${path}:getIamPolicy`);
    expect(body).toMatchObject({ auditConfigs });
    expect(body).not.toHaveProperty('bindings');
    for (const policy of [{}, undefined as unknown as Json]) {
      const { error } = (await set(service, policy, 'colour')).body;
      expect(error.details[0].fieldViolations[0].field).toBe('update_mask');
    }
  });

  it('15.5 lose their conditions only to those who know of them, or give no etag', async () => {
    const service = await deployed();
    const { etag } = (await set(service, { version: 3, bindings: [conditional] })).body;
    const refused = await set(service, { version: 1, bindings: [viewer], etag });
    expect(refused.body.error.details[0].fieldViolations[0].field).toBe('policy.version');
    expect((await set(service, { version: 3, bindings: [viewer], etag })).body.version).toBe(1);
    await set(service, { version: 3, bindings: [conditional] });
    expect((await set(service, { version: 1, bindings: [viewer] })).body.bindings).toEqual([viewer]);
  });

  it('15.6 testing grants what is asked on what exists', async () => {
    const { call } = await deployed();
    const test = (name: string, asked: readonly string[]) =>
      call('POST', `/v1/${place}/deployments/${name}:testIamPermissions`, { permissions: [...asked] });
    const asked = [permissions.GetDeployment, permissions.ListResources, permissions.LockDeployment];
    expect((await test('d', asked)).body).toEqual({ permissions: asked });
    expect(await test('nope', asked)).toMatchObject({ status: 200, body: {} });
    expect((await test('d', [])).body).toEqual({});
    for (const wrong of [
      'config.deployments.*',
      '*',
      'config.deployments.paint',
      permissions.GetPreview,
      'storage.buckets.get',
    ]) {
      expect((await test('d', [wrong])).body.error, wrong).toMatchObject({
        status: 'INVALID_ARGUMENT',
        details: [{ fieldViolations: [{ field: 'permissions[0]' }] }],
      });
    }
  });

  it('15.7 bindings of the same role and condition are one, and give the same members the same roles', async () => {
    const service = await deployed();
    const other = { ...viewer, members: ['user:b@example.com', 'user:a@example.com'] };
    expect((await set(service, { bindings: [viewer, other] })).body.bindings).toEqual([
      { role: viewer.role, members: ['user:a@example.com', 'user:b@example.com'] },
    ]);
    const binding = fc.record({
      role: fc.constantFrom('roles/a', 'roles/b'),
      members: fc.array(fc.constantFrom('allUsers', 'user:a@b.c', 'user:d@e.f'), { minLength: 1 }),
    });
    const grants = (bindings: readonly { role?: string; members?: readonly string[] }[]) =>
      bindings.flatMap(({ role, members: own = [] }) => own.map((each) => `${role} ${each}`)).sort();
    fc.assert(
      fc.property(fc.array(binding), (bindings) => {
        const merged = mergeBindings(bindings);
        expect(new Set(grants(merged))).toEqual(new Set(grants(bindings)));
        expect(new Set(grants(merged)).size).toBe(grants(merged).length);
        expect(mergeBindings(merged)).toEqual(merged);
      }),
    );
  });
});

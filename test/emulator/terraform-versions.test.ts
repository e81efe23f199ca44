import { describe, expect, it } from 'vitest';
import { bucketModule, type Emulated, emulated, place } from './emulated.ts';

const path = `/v1/${place}/deployments`;
const config = `/v1/${place}/autoMigrationConfig`;

const until = ({ clock }: Emulated, month: number, day: number): Promise<void> =>
  clock.advance(Date.UTC(2026, month - 1, day) - clock.now());

async function versions({ get }: Emulated): Promise<string[]> {
  const { body } = await get(`/v1/${place}/terraformVersions`);
  return (body.terraformVersions as { name: string; state: string }[]).map(
    ({ name, state }) => `${name.split('/').at(-1)} ${state}`,
  );
}

async function migrate(service: Emulated, autoMigrationEnabled: boolean, query = ''): Promise<void> {
  await service.call('PATCH', `${config}${query}`, { autoMigrationEnabled });
  await service.finish();
}

describe('Terraform versions', () => {
  it('16.1 have the states of their dates, and are unknown before they are offered', async () => {
    const service = await emulated();
    const free = ['1.3.10 ACTIVE', '1.4.7 ACTIVE', '1.5.7 ACTIVE'];
    expect(await versions(service)).toEqual(['1.2.3 ACTIVE', ...free]);
    await until(service, 1, 8);
    expect(await versions(service)).toEqual(['1.2.3 DEPRECATED', ...free]);
    await until(service, 2, 8);
    expect(await versions(service)).toEqual(['1.2.3 OBSOLETE', ...free]);
    expect((await service.get(`/v1/${place}/terraformVersions/1.16.5`)).status).toBe(404);
    await until(service, 11, 2);
    expect(await versions(service)).toEqual(['1.2.3 OBSOLETE', ...free, '1.16.5 ACTIVE']);
    expect((await service.get(`/v1/${place}/terraformVersions/1.16.5`)).body).toEqual({
      name: `${place}/terraformVersions/1.16.5`,
      state: 'ACTIVE',
      supportTime: '2026-11-02T00:00:00.000000000Z',
    });
  });

  it('16.1 cannot be chosen before they are offered, and a range takes the newest then', async () => {
    const service = await emulated();
    const post = (id: string, tfVersionConstraint: string) =>
      service.deploy(id, bucketModule('b'), { tfVersionConstraint });
    await expect(post('early', '=1.16.5')).rejects.toThrow('INVALID_ARGUMENT');
    expect((await post('before', '~> 1.4')).tfVersion).toBe('1.5.7');
    await until(service, 11, 3);
    expect((await post('after', '~> 1.4')).tfVersion).toBe('1.16.5');
    expect((await post('exact', '=1.16.5')).tfVersion).toBe('1.16.5');
  });

  it('16.2 that are deprecated warn, in the operation and in the deployment, until a newer one is chosen', async () => {
    const service = await emulated();
    await until(service, 1, 9);
    const deployment = await service.deploy('d', bucketModule('b'), { tfVersionConstraint: '=1.2.3' });
    const warning = expect.stringMatching(/^Terraform version 1\.2\.3 is deprecated .*2026-02-08/);
    expect(deployment).toMatchObject({ state: 'ACTIVE', tfVersion: '1.2.3', stateDetail: warning });
    expect(await service.update('d', { labels: {} }, '?updateMask=labels')).toMatchObject({ stateDetail: warning });
    const { body } = await service.get(`/v1/${place}/operations`);
    expect(body.operations.map(({ metadata }: { metadata: object }) => metadata)).toMatchObject([
      { statusMessage: warning },
      { statusMessage: warning },
    ]);
    const newer = await service.update('d', { tfVersionConstraint: '=1.5.7' }, '?updateMask=tfVersionConstraint');
    expect(newer).not.toHaveProperty('stateDetail');
  });

  it('16.3 that are obsolete are refused, but for updates where auto-migration is on', async () => {
    const service = await emulated();
    await service.deploy('d', bucketModule('b'), { tfVersionConstraint: '=1.2.3' });
    await service.deploy('free', bucketModule('c'), { tfVersionConstraint: '~> 1.2.0' });
    await until(service, 3, 1);
    const relabel = (id: string) => service.call('PATCH', `${path}/${id}?updateMask=labels`, { labels: { a: 'b' } });
    const refused = await relabel('d');
    expect(refused.body.error).toMatchObject({
      status: 'FAILED_PRECONDITION',
      message: expect.stringContaining('auto-migration'),
    });
    expect((await service.get(`${path}/d`)).body).toMatchObject({ tfVersion: '1.2.3', state: 'ACTIVE' });
    await migrate(service, true);
    expect((await service.get(`${path}/d`)).body.tfVersion).toBe('1.2.3');
    expect((await relabel('d')).status).toBe(200);
    expect((await relabel('free')).status).toBe(200);
    await service.finish();
    expect((await service.get(`${path}/d`)).body).toMatchObject({
      tfVersion: '1.5.7',
      tfVersionConstraint: '=1.2.3',
      state: 'ACTIVE',
    });
    expect((await service.get(`${path}/d/revisions/r-1`)).body.tfVersion).toBe('1.5.7');
    expect((await service.get(`${path}/free`)).body.tfVersion).toBe('1.5.7');
    await expect(service.deploy('e', bucketModule('b'), { tfVersionConstraint: '=1.2.3' })).rejects.toThrow(
      'FAILED_PRECONDITION',
    );
  });

  it('16.3 are refused and migrated in previews as in updates', async () => {
    const service = await emulated();
    await service.deploy('d', bucketModule('b'), { tfVersionConstraint: '=1.2.3' });
    await until(service, 3, 1);
    const preview = (id: string) =>
      service.call('POST', `/v1/${place}/previews?previewId=${id}`, { deployment: `${place}/deployments/d` });
    expect((await preview('p')).body.error.status).toBe('FAILED_PRECONDITION');
    await migrate(service, true);
    expect((await preview('p')).status).toBe(200);
    expect((await service.get(`/v1/${place}/previews/p`)).body.tfVersion).toBe('1.5.7');
  });

  it('16.3 never go down, also when they migrate', async () => {
    const service = await emulated();
    await service.deploy('d', bucketModule('b'), { tfVersionConstraint: '=1.5.7' });
    await until(service, 3, 1);
    await migrate(service, true);
    for (const lower of ['=1.2.3', '=1.3.10']) {
      const answer = await service.call('PATCH', `${path}/d?updateMask=tfVersionConstraint`, {
        tfVersionConstraint: lower,
      });
      expect(answer.body.error.status, lower).toBe('FAILED_PRECONDITION');
    }
  });

  it('16.4 migrate by a setting of the location, which an operation changes', async () => {
    const service = await emulated();
    const name = `${place}/autoMigrationConfig`;
    expect((await service.get(config)).body).toEqual({ name });
    const { body: operation } = await service.call('PATCH', config, { autoMigrationEnabled: true });
    expect(operation).toMatchObject({ done: false, metadata: { target: name, verb: 'update' } });
    expect((await service.get(config)).body).toEqual({ name });
    await service.finish();
    const on = { name, autoMigrationEnabled: true, updateTime: '2026-01-01T00:00:01.000000000Z' };
    expect((await service.get(config)).body).toEqual(on);
    expect((await service.get(`/v1/${operation.name}`)).body).toMatchObject({
      done: true,
      response: { '@type': 'type.googleapis.com/google.cloud.config.v1.AutoMigrationConfig', ...on },
    });
    expect((await service.get('/v1/projects/p/locations/us-east1/autoMigrationConfig')).body).not.toHaveProperty(
      'autoMigrationEnabled',
    );
    await migrate(service, false, '?updateMask=update_time');
    expect((await service.get(config)).body.autoMigrationEnabled).toBe(true);
    await migrate(service, false, '?updateMask=auto_migration_enabled');
    expect((await service.get(config)).body).not.toHaveProperty('autoMigrationEnabled');
    const wrong = await service.call('PATCH', `${config}?updateMask=colour`, {});
    expect(wrong.body.error.status).toBe('INVALID_ARGUMENT');
  });
});

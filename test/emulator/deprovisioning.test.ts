import { describe, expect, it } from 'vitest';
import { bucketModule, type Emulated, emulated, place } from './emulated.ts';
import { bucketSpecs, deprovisioned, diamond, groupPath, provisioned, unit, unitsOf, writeGroup } from './grouped.ts';

const deployments = `/v1/${place}/deployments`;
const control = { 'content-type': 'application/json' };

const state = async ({ get }: Emulated, id: string): Promise<string> =>
  (await get(`${deployments}/${id}`)).body.state ?? 'none';

describe('deprovisioning a group', () => {
  it('19.10 deletes in the reverse order, and leaves units without deployments', async () => {
    const service = await emulated();
    await writeGroup(service, diamond);
    await provisioned(service, await bucketSpecs(service, 'a', 'b', 'c', 'd'));
    const { body: started } = await service.call('POST', `${groupPath}:deprovision`, { force: true });
    const seen: string[] = [];
    for (let second = 0; second < 300; second++) {
      const running = unitsOf((await service.get(`/v1/${started.name}`)).body).filter((text) =>
        text.endsWith('DELETING_DEPLOYMENT'),
      );
      const text = running
        .map((each) => each.slice(0, 1))
        .sort()
        .join('');
      if (text !== '' && seen.at(-1) !== text) seen.push(text);
      await service.clock.advance(1000);
    }
    expect(seen).toEqual(['d', 'bc', 'a']);
    expect((await service.get(deployments)).body).toEqual({});
    const { body: group } = await service.get(groupPath);
    expect(group).toMatchObject({ provisioningState: 'DEPROVISIONED', deploymentUnits: diamond });
    expect(JSON.stringify(group)).not.toContain('/deployments/');
    expect((await deprovisioned(service, { force: true })).units).toEqual(
      ['d', 'c', 'b', 'a'].map((id) => `${id} DELETE_DEPLOYMENT SKIPPED`),
    );
    expect((await provisioned(service, await bucketSpecs(service, 'a', 'b', 'c', 'd'))).group.provisioningState).toBe(
      'PROVISIONED',
    );
  });

  it('19.10 passes force and deletePolicy on', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a'), unit('b', 'a')]);
    await provisioned(service, await bucketSpecs(service, 'a', 'b'));
    const refused = await deprovisioned(service, {});
    expect(refused.units).toEqual(['b DELETE_DEPLOYMENT FAILED', 'a DELETE_DEPLOYMENT ABORTED']);
    expect(refused.group).toMatchObject({ provisioningState: 'FAILED_TO_DEPROVISION', provisioningError: { code: 9 } });
    expect(await state(service, 'b')).toBe('ACTIVE');
    const faults = [{ kind: 'resource', phase: 'destroy', address: '*', message: 'in the way' }];
    await service.call('POST', '/_emulator/faults', { faults }, control);
    const abandoned = await deprovisioned(service, { force: true, deletePolicy: 'ABANDON' });
    expect(abandoned.group.provisioningState).toBe('DEPROVISIONED');
    expect((await service.get(deployments)).body).toEqual({});
  });

  it('19.9 deletes what left the group with its resources, whatever is said of the units', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('old')]);
    await provisioned(service, await bucketSpecs(service, 'old'));
    await writeGroup(service, [{ ...unit('a'), deployment: `${place}/deployments/kept` }]);
    await service.deploy('kept', bucketModule('kept'));
    const { units } = await deprovisioned(service, { deletePolicy: 'ABANDON' });
    expect(units).toEqual(['old CLEAN_UP SUCCEEDED', 'a DELETE_DEPLOYMENT FAILED']);
  });

  it('19.11 keeps what it could not delete', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a'), unit('b', 'a'), unit('x')]);
    await provisioned(service, await bucketSpecs(service, 'a', 'b', 'x'));
    const faults = [
      { kind: 'resource', phase: 'destroy', deployment: 'b', address: '*', message: 'in the way', times: 1 },
    ];
    await service.call('POST', '/_emulator/faults', { faults }, control);
    const { units, group } = await deprovisioned(service, { force: true });
    expect(units).toEqual([
      'x DELETE_DEPLOYMENT SUCCEEDED',
      'b DELETE_DEPLOYMENT FAILED',
      'a DELETE_DEPLOYMENT ABORTED',
    ]);
    expect(group.provisioningState).toBe('FAILED_TO_DEPROVISION');
    expect(
      group.deploymentUnits.map(({ deployment }: { deployment?: string }) => deployment?.split('/').at(-1)),
    ).toEqual(['a', 'b', undefined]);
    expect((await deprovisioned(service, { force: true })).group.provisioningState).toBe('DEPROVISIONED');
  });
});

describe('revisions of a group', () => {
  it('19.12 are snapshots of every end', async () => {
    const service = await emulated();
    await writeGroup(service, [unit('a')]);
    const { group } = await provisioned(service, await bucketSpecs(service, 'a'));
    await deprovisioned(service, { force: true });
    const { body } = await service.get(`${groupPath}/revisions`);
    expect(body.deploymentGroupRevisions).toEqual([
      { name: expect.stringMatching(/\/revisions\/r-0$/), snapshot: group, createTime: group.updateTime },
      {
        name: expect.stringMatching(/\/revisions\/r-1$/),
        snapshot: expect.objectContaining({ provisioningState: 'DEPROVISIONED' }),
        createTime: expect.any(String),
      },
    ]);
    const { body: page } = await service.get(`${groupPath}/revisions?pageSize=1`);
    expect(page).toMatchObject({ deploymentGroupRevisions: [{}], nextPageToken: expect.any(String) });
    expect((await service.get(`${groupPath}/revisions/r-1`)).body).toEqual(body.deploymentGroupRevisions[1]);
    expect((await service.get(`${groupPath}/revisions/r-2`)).status).toBe(404);
    expect((await service.get(`/v1/${place}/deploymentGroups/nope/revisions`)).status).toBe(404);
    expect((await service.get(`${groupPath}/revisions?filter=a=b`)).status).toBe(400);
  });
});

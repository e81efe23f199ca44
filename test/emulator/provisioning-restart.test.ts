import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import { withStateFolder } from '../../src/emulator/state/state-folder.ts';
import { type Emulated, emulated, place } from './emulated.ts';
import { bucketSpecs, diamond, groupPath, unitsOf, writeGroup } from './grouped.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const begun = Date.UTC(2026, 0, 9);

/** Everything that can be seen of groups and what they made. */
async function seen({ get }: Emulated): Promise<unknown> {
  const paths = [
    'deploymentGroups',
    'deploymentGroups/g/revisions',
    'deployments',
    'operations',
    'autoMigrationConfig',
  ];
  const answers = [];
  for (const path of paths) answers.push((await get(`/v1/${place}/${path}`)).body);
  return [
    ...answers,
    (await get(`/v1/${place}/deployments/a:getIamPolicy`)).body,
    (await get('/_emulator/quotas')).body,
  ];
}

async function provision(service: Emulated): Promise<string> {
  await service.call('PATCH', `/v1/${place}/autoMigrationConfig`, { autoMigrationEnabled: true });
  const quotas = [{ project: 'p', metric: 'NETWORKS', limit: 5 }];
  await service.call('POST', '/_emulator/quotas', { quotas }, { 'content-type': 'application/json' });
  await writeGroup(service, diamond);
  const deploymentSpecs = await bucketSpecs(service, 'a', 'b', 'c', 'd');
  return (await service.call('POST', `${groupPath}:provision`, { deploymentSpecs })).body.name;
}

describe('a restarted emulator', () => {
  it.each([1_000, 40_000, 80_000, 120_000, 160_000])(
    '20.4 goes on with the provisioning of a group that had run for %d ms',
    async (ms) => {
      const whole = await emulated({ clock: virtualClock({ startMs: begun }) });
      const name = await provision(whole);
      await whole.clock.advance(400_000);
      const expected = await seen(whole);
      let now = 0;
      await withStateFolder(folder, {}, async (store) => {
        const service = await emulated({ clock: virtualClock({ startMs: begun }), store });
        expect(await provision(service)).toBe(name);
        await service.clock.advance(ms);
        expect(unitsOf((await service.get(`/v1/${name}`)).body).join()).not.toContain('d CREATE_DEPLOYMENT SUCCEEDED');
        now = service.clock.now();
      });
      await withStateFolder(folder, {}, async (store) => {
        const service = await emulated({ clock: virtualClock({ startMs: now }), store });
        await service.clock.advance(400_000 - ms);
        expect(await seen(service)).toEqual(expected);
      });
    },
  );
});

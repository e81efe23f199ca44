import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmulatedWorkspace, emulatedWorkspace } from './emulated-workspace.ts';

let world: EmulatedWorkspace;

beforeAll(async () => {
  world = await emulatedWorkspace();
  const folder = join(world.folder, 'blueprints/store/environments');
  const dev = readFileSync(join(folder, 'dev.yaml'), 'utf8');
  const two = dev.replace('name: dev', 'name: two').replace('acme-store-dev-objects', 'acme-store-two-objects');
  writeFileSync(join(folder, 'two.yaml'), two.replace('  parameters:', '  dependsOn: [dev]\n  parameters:'));
});
afterAll(() => world.close());

describe('deployment groups, by the command line', () => {
  it('are made of the environments in the order of their dependencies, and left alone when nothing changed', async () => {
    const made = await world.imprint('deployment-group', 'apply', 'platform');
    expect(made).toMatchObject({ status: 0, stderr: 'platform created\n' });
    expect(made.stdout).toBe('UNIT       AFTER\nstore-dev\nstore-two  store-dev\n');
    expect((await world.imprint('deployment-group', 'apply', 'platform')).stderr).toBe('platform unchanged\n');
    expect((await world.imprint('status')).stdout).not.toContain('ACTIVE');
  });

  it('tell what they do not wait for', async () => {
    const { stderr } = await world.imprint('deployment-group', 'apply', 'alone', 'two');
    expect(stderr).toBe('not in the group, so it does not wait for: store/dev\nalone created\n');
    expect((await world.imprint('deployment-group', 'delete', 'alone', '--yes')).stdout).toBe('alone is deleted\n');
  });

  it('need an environment for every unit that is not there yet', async () => {
    const { stderr, status } = await world.imprint('deployment-group', 'provision', 'platform', 'dev');
    expect(stderr).toContain('unit store-two has no deployment yet, and none of the environments is it');
    expect(status).toBe(2);
  });

  it('bring their units up', async () => {
    const { stdout, status } = await world.imprint('deployment-group', 'provision', 'platform');
    expect(stdout).toMatch(/store-dev +SUCCEEDED +CREATE_DEPLOYMENT\nstore-two +SUCCEEDED +CREATE_DEPLOYMENT\n$/);
    expect(status).toBe(0);
    expect((await world.imprint('deployment-group', 'list')).stdout).toMatch(
      /platform +ACTIVE +PROVISIONED +store-dev store-two/,
    );
    expect((await world.imprint('deployment-group', 'describe', 'platform')).stdout).toMatch(
      /store-two +store-dev +store-two\n$/,
    );
    expect((await world.imprint('deployment-group', 'revisions', 'platform')).stdout).toContain('store-dev store-two');
  });

  it('have nothing left to do for a deploy as a group, and take no changes of what is there', async () => {
    const again = await world.imprint('deploy', '--as-group', 'platform', '--format', 'json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      state: 'PROVISIONED',
      units: [{ intent: 'UNCHANGED' }, { intent: 'UNCHANGED' }],
    });
    expect(again.status).toBe(0);
    world.renameBucket('other');
    const changed = await world.imprint('deploy', '--as-group', 'platform');
    expect(changed.stderr).toContain('store/dev would change: deploy without --as-group first');
    expect(changed.status).toBe(2);
  });

  it('are not deleted while their deployments are there, which a deprovision takes down, dependents first', async () => {
    const early = await world.imprint('deployment-group', 'delete', 'platform', '--yes');
    expect(early).toMatchObject({ status: 3, stderr: expect.stringContaining('FAILED_PRECONDITION') });
    const asked = await world.imprint('deployment-group', 'deprovision', 'platform');
    expect(asked).toMatchObject({ status: 1, stderr: expect.stringContaining('nothing was deleted') });
    const { stdout, status } = await world.imprint('deployment-group', 'deprovision', 'platform', '--yes');
    expect(stdout).toMatch(/store-two +SUCCEEDED +DELETE_DEPLOYMENT\nstore-dev +SUCCEEDED +DELETE_DEPLOYMENT\n$/);
    expect(status).toBe(0);
    expect(await world.imprint('deployment-group', 'delete', 'platform', '--yes')).toMatchObject({ status: 0 });
    expect((await world.imprint('deployment-group', 'describe', 'platform')).stderr).toContain('NOT_FOUND');
  });

  it('are in one place with all their units', async () => {
    const { stderr, status } = await world.imprint(
      'deployment-group',
      'apply',
      'far',
      '--project',
      'p',
      '--location',
      'us-east1',
    );
    expect(stderr).toMatch(
      /all units of a group are in its project and location, projects\/p\/locations\/us-east1; store\/dev, store\/two are elsewhere/,
    );
    expect(status).toBe(2);
  });
});

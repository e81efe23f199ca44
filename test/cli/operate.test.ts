import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmulatedWorkspace, emulatedWorkspace } from './emulated-workspace.ts';
import { documentOf } from './expect-schema.ts';

const deployment = 'projects/acme-store-dev/locations/europe-west3/deployments/store-dev';
let world: EmulatedWorkspace;

beforeAll(async () => {
  world = await emulatedWorkspace();
  expect((await world.imprint('drift', '--all')).stdout).toBe('store/dev: not deployed\n');
  expect((await world.imprint('deploy', 'dev', '--yes')).status).toBe(0);
});
afterAll(() => world.close());

describe('drift', () => {
  it('is none where nobody changed anything', async () => {
    expect(await world.imprint('drift', '--all')).toMatchObject({ stdout: 'store/dev: no drift\n', status: 0 });
  });

  it('is told with the line that says how it should be, and by the exit code', async () => {
    const drift = { deployment, address: 'google_storage_bucket.store', set: { uniform_bucket_level_access: false } };
    await world.call('POST', '/_emulator/drift', drift);
    const { stdout, status } = await world.imprint('drift', 'dev');
    expect(stdout).toMatch(/^store\/dev: 1 drifted\n/);
    expect(stdout).toMatch(
      / uniform_bucket_level_access: true -> false {2}blueprints\/store\/templates\/main.tf.hbs:6:33\n$/,
    );
    // The page on operating shows it.
    expect(readFileSync(join(import.meta.dirname, '../../docs/operating.md'), 'utf8')).toContain(stdout);
    expect(status).toBe(1);
  });

  it('is found of a deployment by its resource name too, without lines', async () => {
    const { stdout } = await world.imprintIn('/', 'drift', deployment, '--format', 'json');
    expect(documentOf('drift', stdout)).toMatchObject({
      summary: { clean: 0, drifted: 1, failed: 0, absent: 0 },
      deployments: [{ environment: deployment, outcome: 'drifted', drifts: [{ location: null }] }],
    });
  });
});

describe('locks and states', () => {
  const file = 'dev.tfstate';

  it('a lock keeps everybody else out until it is given back', async () => {
    const { stdout } = await world.imprint('lock', 'dev', '--format', 'json');
    const [{ lock }] = JSON.parse(stdout) as [{ lock: string }];
    expect(await world.imprint('preview', 'dev')).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('LOCKED'),
    });
    expect(await world.imprint('unlock', 'dev')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`(lock ${lock})`),
    });
    expect(await world.imprint('unlock', 'dev', '--lock-id', lock)).toMatchObject({
      status: 0,
      stdout: 'store/dev is unlocked\n',
    });
    expect((await world.imprint('unlock', 'dev')).stdout).toBe('store/dev is not locked\n');
  });

  it('a state goes to a file that only its owner reads, and never over another', async () => {
    expect(await world.imprint('state', 'export', 'dev', '-o', file)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^wrote dev.tfstate: serial 1, lineage \S+, Terraform 1.5.7\n$/),
    });
    expect(statSync(join(world.folder, file)).mode & 0o777).toBe(0o600);
    const again = await world.imprint('state', 'export', 'dev', '-o', file);
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('is there already') });
    expect((await world.imprint('status', 'dev')).stdout).toContain('UNLOCKED');
  });

  it('a state that does not follow on the current one is not imported', async () => {
    const { stderr, status } = await world.imprint('state', 'import', 'dev', file, '--yes');
    expect(stderr).toContain('its serial is 1, the deployment is at 1');
    expect(status).toBe(2);
    expect((await world.imprint('status', 'dev')).stdout).toContain('UNLOCKED');
  });

  it('an edit under a lock that is kept takes effect by the import, which unlocks', async () => {
    const kept = (await world.imprint('state', 'export', 'dev', '-o', 'edit.tfstate', '--keep-lock')).stdout;
    const [, lockId = ''] = /--lock-id (\d+)/.exec(kept) ?? [];
    const path = join(world.folder, 'edit.tfstate');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"serial": *1\b/, '"serial":7'));
    const { stdout, status } = await world.imprint(
      'state',
      'import',
      'dev',
      'edit.tfstate',
      '--lock-id',
      lockId,
      '--yes',
    );
    expect(stdout).toContain('store/dev: serial 1 -> 7, 1 resource; it is unlocked\n');
    expect(status).toBe(0);
    expect((await world.imprint('state', 'export', 'dev', '-o', 'after.tfstate')).stdout).toContain('serial 7');
  });
});

describe('looking on', () => {
  it('shows the log of a run, and all errors of one that failed', async () => {
    expect((await world.imprint('logs', 'dev')).stdout).toContain('apply complete\n');
    expect((await world.imprint('logs', 'dev', '--errors')).stderr).toBe('store/dev: r-0 has no errors\n');
    const fault = {
      kind: 'resource',
      address: 'google_storage_bucket.store',
      httpResponseCode: 403,
      message: 'denied',
      times: 1,
    };
    await world.call('POST', '/_emulator/faults', { faults: [fault] });
    world.renameBucket('other');
    expect((await world.imprint('deploy', 'dev', '--yes')).status).toBe(3);
    expect((await world.imprint('logs', 'dev', '--errors')).stdout).toMatch(
      /^google_storage_bucket.store \(HTTP 403\)\n {2}.*denied/,
    );
    expect(JSON.parse((await world.imprint('logs', 'dev', '--errors', '--format', 'json')).stdout)).toMatchObject([
      { environment: 'store/dev', run: 'r-1', errors: [{ httpResponseCode: 403 }] },
    ]);
  });

  it('watches until nothing moves, and exits as the last state says', async () => {
    const { stdout, status } = await world.imprint('status', 'dev', '--watch');
    expect(stdout).toMatch(/^ENVIRONMENT .*\nstore\/dev +FAILED /);
    expect(status).toBe(1);
  });

  it('lists operations, those that run among them', async () => {
    expect((await world.imprint('operations', 'list')).stdout).toMatch(/deployments\/store-dev +FAILED +done/);
    expect((await world.imprint('operations', 'list', '--running', '--format', 'json')).stdout).toBe('[]\n');
  });

  it('checks of an emulator what it can tell', async () => {
    const { stdout, status } = await world.imprint('doctor', 'dev', '--format', 'json');
    const { summary, reports } = documentOf('doctor', stdout);
    expect(summary).toEqual({ ok: 3, warnings: 0, bad: 0, unknown: 0 });
    expect(reports[0].checkups.map(({ id }: { id: string }) => id)).toEqual([
      'region',
      'terraform-version',
      'staging-bucket',
    ]);
    expect(status).toBe(0);
  });
});

describe('a wrong call', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['--all beside a name', ['drift', 'dev', '--all'], /--all is every environment; leave it out, or 'dev'/],
    ['a lock of nothing in particular', ['lock'], /name what to lock, or give --all/],
    ['a state without a file to write', ['state', 'export', 'dev'], /a state may hold secrets.*give -o FILE/],
    ['a draft without its lock', ['state', 'export', 'dev', '-o', 'x', '--draft'], /--draft needs --lock-id/],
    ['a lock id that is none', ['unlock', 'dev', '--lock-id', 'mine'], /--lock-id is the number/],
    ['half of what an import takes', ['state', 'import', 'dev'], /takes ENV FILE, not 1 arguments/],
    ['a revision of another form', ['rollback', 'dev', '--to', '3'], /--to is the id of a revision such as r-3/],
    ['an operation by half its name', ['operations', 'cancel', 'o-1'], /an operation is named projects\/PROJECT/],
    ['an interval that is none', ['status', '--watch', '--interval', 'soon'], /--interval is a number of seconds/],
    ['a group by a wrong id', ['deployment-group', 'describe', 'Big_One'], /the id of a group must consist of/],
  ])('names %s and exits with 2', async (_, words, message) => {
    const { stderr, status } = await world.imprint(...words);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../src/submit/journal.ts';
import { journalFiles } from '../../src/submit/journal-files.ts';
import { type EmulatedWorkspace, emulatedWorkspace } from './emulated-workspace.ts';
import { documentOf } from './expect-schema.ts';

const place = 'projects/acme-store-dev/locations/europe-west3';
const bucket = 'google_storage_bucket.store';
let world: EmulatedWorkspace;

beforeAll(async () => {
  world = await emulatedWorkspace();
});
afterAll(() => world.close());

describe('previews, by the command line', () => {
  it('show what a deploy would add, with the line of each value, and leave nothing behind', async () => {
    const { stdout, status } = await world.imprint('preview', 'dev');
    expect(stdout).toMatch(/^store\/dev: 1 to add, 0 to change, 0 to replace, 0 to destroy\n/);
    expect(stdout).toContain(`    + ${bucket}  blueprints/store/templates/main.tf.hbs:1:1\n`);
    expect(stdout).toMatch(/ name: "acme-store-dev-objects" {2}blueprints\/store\/environments\/dev.yaml:15:13\n/);
    expect(status).toBe(0);
    expect(await world.call('GET', `/v1/${place}/previews`)).toEqual({});
    expect((await world.imprint('status', 'dev')).stdout).toContain('NOT_DEPLOYED');
  });

  it('stand before a deploy that is asked for one', async () => {
    const { stdout, stderr, status } = await world.imprint('deploy', 'dev', '--preview');
    expect(stdout).toContain('1 to add');
    expect(stderr).toContain('applied r-0');
    expect(status).toBe(0);
  });

  it('find nothing to do then, and say so by the exit code when asked', async () => {
    const { stdout, status } = await world.imprint('preview', 'dev', '--exit-code');
    expect(stdout).toBe('store/dev: no changes\n');
    expect(status).toBe(0);
  });

  it('stop a deploy that would replace something without consent, before anything is submitted', async () => {
    world.renameBucket('other');
    const { stdout, stderr, status } = await world.imprint('deploy', 'dev', '--preview', '--format', 'json');
    expect(stderr).toContain(`this needs --allow-replace:\n  store/dev  replace  ${bucket}\nnothing was submitted\n`);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'result',
      environment: 'store/dev',
      result: { outcome: 'failed' },
    });
    expect(status).toBe(1);
    expect((await world.imprint('revisions', 'dev')).stdout).not.toContain('r-1');
    expect((await world.imprint('preview', 'dev', '--exit-code')).status).toBe(1);
  });

  it('show of a replacement what the page on operating shows', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/operating.md'), 'utf8');
    expect(page).toContain((await world.imprint('preview', 'dev')).stdout);
  });

  it('can be kept, and are what is applied: nothing else is', async () => {
    const kept = documentOf('preview', (await world.imprint('preview', 'dev', '--keep', '--format', 'json')).stdout);
    const { preview } = kept.previews[0];
    expect(kept.summary).toEqual({ previewed: 1, failed: 0, added: 0, changed: 0, replaced: 1, destroyed: 0 });
    world.renameBucket('third');
    const other = await world.imprint('deploy', 'dev', '--previewed', preview, '--allow-replace');
    expect(other.stdout).toContain('it is of something else than what would be applied now');
    expect(other.status).toBe(3);
    world.renameBucket('other');
    const same = await world.imprint('deploy', 'dev', '--previewed', preview, '--allow-replace');
    expect(same.stderr).toContain('applied r-1');
    expect(same.status).toBe(0);
    const stale = await world.imprint('deploy', 'dev', '--previewed', preview);
    expect(stale.stderr).toContain('unchanged');
    world.renameBucket('third');
    expect((await world.imprint('deploy', 'dev', '--previewed', preview, '--allow-replace')).stdout).toMatch(
      /the deployment changed after it was made|was not found/,
    );
  });

  it('are not made while an earlier run is open, whose settling could apply what nobody previewed', async () => {
    const journal = openJournal(journalFiles(join(world.folder, '.imprint/journal')), world.url, Date.now);
    const deployment = `${place}/deployments/store-dev`;
    const request = { name: deployment, force: true, deletePolicy: 'ABANDON', requestId: randomUUID() } as const;
    await journal.hold(deployment, async (page) => {
      page.begin({ environment: 'store/dev', deployment, mutation: { method: 'DeleteDeployment', request } });
    });
    const { stderr, status } = await world.imprint('deploy', 'dev', '--preview', '--allow-replace');
    expect(stderr).toContain('an earlier run left store/dev open: run `imprint resume` first\nnothing was submitted\n');
    expect(status).toBe(1);
    await journal.hold(deployment, async (page) => page.end('refused'));
  });

  it('stand before a rollback, which needs the same consent and applies an earlier source again', async () => {
    const refused = await world.imprint('rollback', 'dev');
    expect(refused.stdout).toContain(`-/+ ${bucket}`);
    expect(refused.stderr).toContain('this needs --allow-replace');
    expect(refused.status).toBe(1);
    const done = await world.imprint('rollback', 'dev', '--to', 'r-0', '--allow-replace');
    expect(done.stderr).toContain(
      'update projects/acme-store-dev/locations/europe-west3/deployments/store-dev (back to r-0)',
    );
    expect(done.stderr).toContain('the workspace still says otherwise');
    expect(done.status).toBe(0);
    expect((await world.imprint('outputs', 'dev')).stdout).toContain('gs://acme-store-dev-objects\n');
  });

  it('are no way back to a source that is gone', async () => {
    const revision = JSON.parse((await world.imprint('revisions', 'dev', '--format', 'json')).stdout) as {
      revision: string;
      source: string;
    }[];
    const [, name = ''] =
      /gs:\/\/[^/]+\/(.*)#/.exec(revision.find((one) => one.revision === 'r-1')?.source ?? '') ?? [];
    await world.call('DELETE', `/storage/v1/b/acme-store-dev_infra_manager_staging/o/${encodeURIComponent(name)}`);
    const { stderr, status } = await world.imprint('rollback', 'dev', '--to', 'r-1', '--allow-replace');
    expect(stderr).toContain('r-1 cannot be gone back to: its source');
    expect(status).toBe(3);
  });

  it('tell why the service could not plan', async () => {
    const fault = { kind: 'step', step: 'RUNNING_TF_PLAN', message: 'the zone is closed', times: 1 };
    await world.call('POST', '/_emulator/faults', { faults: [fault] });
    const { stdout, status } = await world.imprint('preview', 'dev');
    expect(stdout).toMatch(/^store\/dev: the preview failed: .*the zone is closed/);
    expect(status).toBe(3);
  });

  it('show before a delete what it destroys', async () => {
    expect((await world.imprint('preview', 'dev', '--delete')).stdout).toMatch(
      /1 to destroy\n\n {4}- google_storage_bucket.store/,
    );
    const { stderr, status } = await world.imprint('delete', 'dev');
    expect(stderr).toContain(`- ${bucket}`);
    expect(stderr).toContain('nothing was deleted');
    expect(status).toBe(1);
  });

  it('do not begin for an environment with faults', async () => {
    world.renameBucket('UPPER');
    const { stderr, status } = await world.imprint('preview', 'dev');
    expect(stderr).toContain('nothing was previewed\n');
    expect(status).toBe(1);
  });
});

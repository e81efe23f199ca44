import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gcloud, hasGcloud, startGcloud } from '../emulator/gcloud.ts';

const location = 'projects/demo-proj/locations/us-central1';
const deployment = `${location}/deployments/first`;
const account = '--service-account=projects/demo-proj/serviceAccounts/runner@demo-proj.iam.gserviceaccount.com';

describe.skipIf(!hasGcloud)('real gcloud (skipped where it is not installed)', () => {
  let gcloud: Gcloud;

  beforeAll(async () => {
    gcloud = await startGcloud();
    await writeFile(
      join(gcloud.folder, 'module', 'main.tf'),
      'variable "suffix" {}\nresource "google_storage_bucket" "a" {\n  name     = "data-${var.suffix}"\n  location = "EU"\n}\n',
    );
    const source = `--local-source=${join(gcloud.folder, 'module')}`;
    const { code } = await gcloud.run('deployments', 'apply', deployment, source, account, '--input-values=suffix=x');
    expect(code).toBe(0);
  });

  afterAll(() => gcloud.close());

  /** Runs a command that must succeed; returns what it printed. */
  async function run(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await gcloud.run(...args);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  }

  it('creates, describes, lists, exports and deletes previews', async () => {
    const preview = `${location}/previews/first`;
    await run('previews', 'create', preview, `--deployment=${deployment}`);
    const source = `--local-source=${join(gcloud.folder, 'module')}`;
    await run('previews', 'create', '--location=us-central1', source, account, '--input-values=suffix=y');
    const described = JSON.parse(await run('previews', 'describe', preview, '--format=json'));
    expect(described).toMatchObject({ state: 'SUCCEEDED', deployment });
    const list = await run('previews', 'list', '--location=us-central1');
    expect(list.match(/SUCCEEDED/g)).toHaveLength(2);
    const file = join(gcloud.folder, 'plan');
    await run('previews', 'export', preview, `--file=${file}`);
    const plan = JSON.parse(await readFile(`${file}.json`, 'utf8'));
    expect(plan.resource_changes).toMatchObject([{ change: { actions: ['no-op'] } }]);
    expect((await readFile(`${file}.tfplan`)).subarray(0, 2).toString()).toBe('PK');
    await run('previews', 'delete', preview);
    expect((await gcloud.run('previews', 'describe', preview)).stderr).toContain('NOT_FOUND');
  });

  it('locks, exports and imports a state, and unlocks', async () => {
    const lockId = JSON.parse(await run('deployments', 'lock', deployment, '--format=json')).lockId;
    expect(await run('deployments', 'export-lock', deployment, '--format=value(lockId)')).toBe(`${lockId}\n`);
    const refused = await gcloud.run('previews', 'create', `${location}/previews/p`, `--deployment=${deployment}`);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('it is locked')]);
    const file = join(gcloud.folder, 'state');
    await run('deployments', 'export-statefile', deployment, `--file=${file}`);
    const state = JSON.parse(await readFile(`${file}.tfstate`, 'utf8'));
    state.resources[0].name = 'renamed';
    await writeFile(`${file}.tfstate`, JSON.stringify(state));
    const lock = `--lock-id=${lockId}`;
    await run('deployments', 'import-statefile', deployment, lock, `--file=${file}.tfstate`);
    expect(await run('deployments', 'export-statefile', deployment, '--draft')).toContain('signedUri');
    const wrong = await gcloud.run('deployments', 'unlock', deployment, '--lock-id=12');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('FAILED_PRECONDITION')]);
    await run('deployments', 'unlock', deployment, lock);
    await run('deployments', 'export-statefile', deployment, `--file=${file}`);
    const imported = JSON.parse(await readFile(`${file}.tfstate`, 'utf8'));
    expect(imported).toMatchObject({ serial: state.serial + 1, resources: [{ name: 'renamed' }] });
    const revision = await run(
      'revisions',
      'export-statefile',
      `${deployment}/revisions/r-0`,
      '--format=value(signedUri)',
    );
    expect((await fetch(revision.trim())).status).toBe(200);
  });
});

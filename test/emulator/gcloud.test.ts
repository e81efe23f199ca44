import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gcloud, hasGcloud, startGcloud } from './gcloud.ts';

const deployment = 'projects/demo-proj/locations/us-central1/deployments/smoke';
const account = '--service-account=projects/demo-proj/serviceAccounts/runner@demo-proj.iam.gserviceaccount.com';

describe.skipIf(!hasGcloud)('real gcloud (skipped where it is not installed)', () => {
  let gcloud: Gcloud;

  beforeAll(async () => {
    gcloud = await startGcloud();
  });

  afterAll(() => gcloud.close());

  const writeModule = (output: string): Promise<void> =>
    writeFile(
      join(gcloud.folder, 'module', 'main.tf'),
      `variable "suffix" {}\nresource "google_storage_bucket" "data" {\n  name     = "data-\${var.suffix}"\n  location = "EU"\n}\noutput "answer" {\n  value = ${output}\n}\n`,
    );

  it('applies a local module, describes, fails to update, lists and deletes it', async () => {
    await writeModule('google_storage_bucket.data.url');
    const apply = () =>
      gcloud.run(
        'deployments',
        'apply',
        deployment,
        `--local-source=${join(gcloud.folder, 'module')}`,
        account,
        '--input-values=suffix=x',
        '--labels=env=dev',
      );
    expect(await apply()).toMatchObject({ code: 0, stderr: expect.stringContaining('done') });

    const described = await gcloud.run('deployments', 'describe', deployment, '--format=json');
    expect(JSON.parse(described.stdout)).toMatchObject({
      name: deployment,
      state: 'ACTIVE',
      labels: { env: 'dev' },
      tfVersion: '1.5.7',
    });

    await writeModule('nope()');
    const failed = await apply();
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('there is no function "nope"');

    const [list, revisions, resources] = await Promise.all([
      gcloud.run('deployments', 'list', '--location=us-central1'),
      gcloud.run(
        'revisions',
        'list',
        `--deployment=${deployment}`,
        '--format=value(name.basename(),state,applyResults.outputs)',
      ),
      gcloud.run('resources', 'list', `--revision=${deployment}/revisions/r-0`),
    ]);
    expect(list.stdout).toMatch(/^smoke\s+FAILED\s+1\.5\.7\s+r-1/m);
    expect(revisions.stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^r-0\tAPPLIED\t.*answer.*gs:\/\/data-x/),
      expect.stringMatching(/^r-1\tFAILED/),
    ]);
    expect(resources.stdout).toMatch(/storage-bucket-[a-z0-9]{8}\s+RECONCILED/);

    expect(await gcloud.run('deployments', 'delete', deployment)).toMatchObject({ code: 0 });
    const { status } = await fetch(`${gcloud.url}/v1/${deployment}`);
    expect(status).toBe(404);
  }, 120_000);
});

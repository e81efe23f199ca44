import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realClock } from '../../src/config-api/real-clock.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import type { Listener } from '../../src/emulator/http-server.ts';

const hasGcloud = spawnSync('gcloud', ['--version'], { stdio: 'ignore' }).status === 0;
const deployment = 'projects/demo-proj/locations/us-central1/deployments/smoke';
const account = '--service-account=projects/demo-proj/serviceAccounts/runner@demo-proj.iam.gserviceaccount.com';

/** What a command printed and how it ended. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe.skipIf(!hasGcloud)('real gcloud (skipped where it is not installed)', () => {
  let folder: string;
  let listener: Listener;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'imprint-gcloud-'));
    listener = await createEmulator({ clock: realClock, speed: 1000 }).listen(0);
    await writeFile(join(folder, 'token'), 'made-up-token');
    await mkdir(join(folder, 'module'));
  });

  afterAll(async () => {
    await listener.close();
    await rm(folder, { recursive: true, force: true });
  });

  const gcloud = (...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const env = {
        PATH: process.env['PATH'],
        HOME: folder,
        CLOUDSDK_CONFIG: join(folder, 'config'),
        CLOUDSDK_CORE_PROJECT: 'demo-proj',
        CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
        CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
        CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
        CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: join(folder, 'token'),
        CLOUDSDK_API_ENDPOINT_OVERRIDES_CONFIG: `${listener.url}/`,
        CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE: `${listener.url}/storage/v1/`,
      };
      execFile('gcloud', args, { env }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
      });
    });

  const writeModule = (output: string): Promise<void> =>
    writeFile(
      join(folder, 'module', 'main.tf'),
      `variable "suffix" {}\nresource "google_storage_bucket" "data" {\n  name     = "data-\${var.suffix}"\n  location = "EU"\n}\noutput "answer" {\n  value = ${output}\n}\n`,
    );

  it('applies a local module, describes, fails to update, lists and deletes it', async () => {
    await writeModule('google_storage_bucket.data.url');
    const apply = () =>
      gcloud(
        'infra-manager',
        'deployments',
        'apply',
        deployment,
        `--local-source=${join(folder, 'module')}`,
        account,
        '--input-values=suffix=x',
        '--labels=env=dev',
      );
    expect(await apply()).toMatchObject({ code: 0, stderr: expect.stringContaining('done') });

    const described = await gcloud('infra-manager', 'deployments', 'describe', deployment, '--format=json');
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
      gcloud('infra-manager', 'deployments', 'list', '--location=us-central1'),
      gcloud(
        'infra-manager',
        'revisions',
        'list',
        `--deployment=${deployment}`,
        '--format=value(name.basename(),state,applyResults.outputs)',
      ),
      gcloud('infra-manager', 'resources', 'list', `--revision=${deployment}/revisions/r-0`),
    ]);
    expect(list.stdout).toMatch(/^smoke\s+FAILED\s+1\.5\.7\s+r-1/m);
    expect(revisions.stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^r-0\tAPPLIED\t.*answer.*gs:\/\/data-x/),
      expect.stringMatching(/^r-1\tFAILED/),
    ]);
    expect(resources.stdout).toMatch(/storage-bucket-[a-z0-9]{8}\s+RECONCILED/);

    expect(await gcloud('infra-manager', 'deployments', 'delete', deployment)).toMatchObject({ code: 0 });
    const { status } = await fetch(`${listener.url}/v1/${deployment}`);
    expect(status).toBe(404);
  }, 120_000);
});

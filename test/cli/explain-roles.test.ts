import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from './memory-io.ts';

const repository = join(import.meta.dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-roles-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function explain(cwd: string, ...words: readonly string[]) {
  const io = memoryIo({ cwd });
  const exitCode = await runCli(['explain', 'roles', ...words], () => io);
  return { exitCode, out: io.out(), err: io.err() };
}

const topic = 'resource "google_pubsub_topic" "t" {\n  name = "t"\n}\n';

describe('imprint explain roles', () => {
  it('prints roles, what needs them, and commands to grant them', async () => {
    writeFileSync(join(folder, 'main.tf'), `provider "google" {\n  project = "acme-prod"\n}\n${topic}`);
    const { exitCode, out } = await explain(
      folder,
      '--module',
      '.',
      '--service-account',
      'im@acme-prod.iam.gserviceaccount.com',
    );
    expect(exitCode).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "the module: the service account im@acme-prod.iam.gserviceaccount.com needs

      roles/config.agent
        Infrastructure Manager itself
      roles/pubsub.editor
        google_pubsub_topic.t

      gcloud projects add-iam-policy-binding acme-prod --member=serviceAccount:im@acme-prod.iam.gserviceaccount.com --role=roles/config.agent --condition=None
      gcloud projects add-iam-policy-binding acme-prod --member=serviceAccount:im@acme-prod.iam.gserviceaccount.com --role=roles/pubsub.editor --condition=None
      "
    `);
  });

  it('leaves what nobody said to the variables of the shell', async () => {
    writeFileSync(join(folder, 'main.tf'), topic);
    const { out } = await explain(folder, '--module', '.');
    expect(out).toContain(
      'gcloud projects add-iam-policy-binding "$PROJECT_ID" --member="serviceAccount:$SERVICE_ACCOUNT" --role=roles/pubsub.editor --condition=None\n',
    );
  });

  it('quotes what a shell would read', async () => {
    writeFileSync(join(folder, 'main.tf'), topic);
    const { out } = await explain(folder, '--module', '.', '--project', "a'b $(c)");
    expect(out).toContain(`add-iam-policy-binding 'a'\\''b $(c)' --member`);
  });

  it('says the same in JSON', async () => {
    writeFileSync(
      join(folder, 'main.tf'),
      `${topic}resource "google_transcoder_job" "j" {\n  location = "europe-west3"\n}\n`,
    );
    const { out } = await explain(folder, '--module', '.', '--format', 'json', '--project', 'acme-prod');
    const { formatVersion, deployments } = JSON.parse(out);
    expect(formatVersion).toBe('1');
    expect(deployments).toHaveLength(1);
    expect(deployments[0]).toMatchObject({
      name: '.',
      project: 'acme-prod',
      serviceAccount: null,
      roles: [
        { role: 'roles/config.agent', scope: 'project', resources: [] },
        { role: 'roles/pubsub.editor', scope: 'project', resources: ['google_pubsub_topic.t'] },
      ],
      unknown: [{ address: 'google_transcoder_job.j', service: 'transcoder.googleapis.com' }],
    });
    expect(deployments[0].commands).toHaveLength(2);
  });

  it('shows errors of a module beside what could be told', async () => {
    writeFileSync(join(folder, 'main.tf'), `${topic}resource "google_storage_bucket" "b" {\n  nam = "b"\n}\n`);
    const { exitCode, out, err } = await explain(folder, '--module', '.');
    expect(exitCode).toBe(1);
    expect(err).toContain('main.tf:5:3');
    expect(out).toContain('roles/pubsub.editor');
  });

  it.each<[readonly string[], RegExp]>([
    [['roles', 'dev', '--module', '.'], /either environments or --module/],
    [['yaml-tab', '--module', '.'], /--module goes with 'explain roles' only/],
    [['--format', 'json'], /--format goes with 'explain roles' only/],
  ])('refuses %j', async (words, message) => {
    await expect(runCli(['explain', ...words], () => memoryIo({ cwd: folder }))).rejects.toThrow(message);
  });

  it('knows a role for everything in the environments of this repository', async () => {
    const { exitCode, out } = await explain(repository, 'hft-risk-analytics/*', '--format', 'json');
    expect(exitCode).toBe(0);
    const { deployments } = JSON.parse(out);
    expect(deployments.map(({ name }: { name: string }) => name)).toEqual([
      'hft-risk-analytics/dev',
      'hft-risk-analytics/prod',
      'hft-risk-analytics/prod-dr',
      'hft-risk-analytics/staging',
    ]);
    for (const { unknown, roles, project, serviceAccount } of deployments) {
      expect(unknown).toEqual([]);
      expect(roles.map(({ role }: { role: string }) => role)).toEqual(
        expect.arrayContaining([
          'roles/config.agent',
          'roles/datastream.admin',
          'roles/resourcemanager.projectIamAdmin',
        ]),
      );
      expect(serviceAccount).toContain(`@${project}.iam.gserviceaccount.com`);
    }
  });
});

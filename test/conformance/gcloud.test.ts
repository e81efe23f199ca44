import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/config-api/json.ts';
import type { HttpRequest } from '../../src/config-api/transport.ts';
import { type Gcloud, hasGcloud, startGcloud } from '../emulator/gcloud.ts';
import { account, deploymentRows, type GcloudRow, location, partRows, stateRows } from './gcloud-rows.ts';

const bucket = 'resource "google_storage_bucket" "a" {\n  name     = "data"\n  location = "EU"\n}\n';
const machine =
  'resource "google_compute_instance" "a" {\n  name         = "vm"\n  machine_type = "n1-standard-4"\n  zone         = "us-central1-a"\n}\n';
const typed = 'variable "size" {\n  type = number\n}\nvariable "zones" {\n  type = list(string)\n}\n';

describe.skipIf(!hasGcloud)('real gcloud (skipped where it is not installed)', () => {
  let gcloud: Gcloud;
  let requests: HttpRequest[] = [];
  const ids: Record<string, string> = {};

  /** Calls the emulator without gcloud; returns the body of its answer. */
  async function call(method: string, path: string, body?: Json): Promise<JsonObject> {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${gcloud.url}${path}`, { method, ...init });
    return (await answer.json()) as JsonObject;
  }

  async function upload(path: string, text: string): Promise<void> {
    const query = new URLSearchParams({ uploadType: 'media', name: path });
    await fetch(`${gcloud.url}/upload/storage/v1/b/sources/o?${query}`, { method: 'POST', body: text });
  }

  /** Waits until nothing runs any more. */
  async function settled(): Promise<void> {
    const running = async () => (await call('GET', `/v1/${location}/operations?filter=done=false`))['operations'];
    while ((await running()) !== undefined);
  }

  beforeAll(async () => {
    gcloud = await startGcloud((request) => requests.push(request));
    ids['folder'] = gcloud.folder;
    await repository(join(gcloud.folder, 'repository'));
    await writeFile(join(gcloud.folder, 'inputs.tfvars'), 'size  = 3\nzones = ["a", "b"]\n');
    await call('POST', '/storage/v1/b?project=demo-proj', { name: 'sources' });
    for (const [folder, text] of Object.entries({ bucket, machine, typed })) await upload(`${folder}/main.tf`, text);
    const quotas = [{ project: 'demo-proj', region: 'us-central1', metric: 'CPUS', limit: 2 }];
    await call('POST', '/_emulator/quotas', { quotas });
    const body = { serviceAccount: account, terraformBlueprint: { gcsSource: 'gs://sources/bucket' } };
    for (const id of ['read', 'updated', 'abandoned', 'locked', 'to-lock']) {
      await call('POST', `/v1/${location}/deployments?deploymentId=${id}`, { ...body, labels: { kept: 'yes' } });
    }
    await settled();
    for (const id of ['read', 'gone']) {
      await call('POST', `/v1/${location}/previews?previewId=${id}`, { deployment: `${location}/deployments/read` });
      await settled();
    }
    await call('POST', `/v1/${location}/deployments/locked:lock`, {});
    await settled();
    ids['lockId'] = String((await call('GET', `/v1/${location}/deployments/locked:exportLock`))['lockId']);
    const { resources } = await call('GET', `/v1/${location}/deployments/read/revisions/r-0/resources`);
    ids['resource'] = (resources as { name: string }[])[0]?.name ?? '';
  });

  afterAll(() => gcloud.close());

  /** What was sent to the Config API, in the form of the rows. */
  function sent(): string[] {
    const lines = requests
      .map(({ method, url }) => ({ method, url: new URL(url) }))
      .filter(({ url }) => url.pathname.startsWith('/v1/'))
      .map(({ method, url }) => {
        url.searchParams.delete('alt');
        url.searchParams.sort();
        const path = url.pathname.slice('/v1/'.length).replace(location, '{L}');
        const general = path.replace(/(\/operations\/|\/resources\/)[^/]+$/, '$1*');
        return `${method} ${general}${url.search}`;
      });
    return lines.filter((line, index) => !(line.includes('/operations/') && line === lines[index - 1]));
  }

  function firstBody(): JsonObject {
    const found = requests.find(
      ({ method, url, body }) => method !== 'GET' && url.includes('/v1/projects') && body.length > 0,
    );
    return JSON.parse(new TextDecoder().decode(found?.body ?? new Uint8Array()) || '{}') as JsonObject;
  }

  async function check({ command, code = 0, prints, complains, sends, body, without = [] }: GcloudRow): Promise<void> {
    requests = [];
    const args = command.map((part) => part.replace(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? ''));
    const ended = await gcloud.run(...args);
    expect([ended.code, ended.stderr]).toEqual([code, expect.anything()]);
    expect(sent()).toEqual(sends);
    if (prints instanceof RegExp) expect(ended.stdout).toMatch(prints);
    else if (prints !== undefined) expect(JSON.parse(ended.stdout)).toMatchObject(prints);
    if (complains !== undefined) expect(ended.stderr).toMatch(complains);
    if (body !== undefined) expect(firstBody()).toMatchObject(body);
    for (const field of without) expect(firstBody()).not.toHaveProperty(field);
  }

  it.each(deploymentRows)('gcloud deployments: $what', check);
  it.each(partRows)('gcloud revisions, resources, terraform-versions: $what', check);
  it.each(stateRows)('gcloud previews, locks and states: $what', check);
});

/** A repository whose tag `v1` has a module in the folder `env`, and one beside it. */
async function repository(folder: string): Promise<void> {
  await mkdir(join(folder, 'env'), { recursive: true });
  await mkdir(join(folder, 'modules', 'm'), { recursive: true });
  await writeFile(join(folder, 'env', 'main.tf'), 'module "m" {\n  source = "../modules/m"\n}\n');
  await writeFile(join(folder, 'modules', 'm', 'main.tf'), bucket);
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-C', folder, ...identity, ...args], { stdio: 'pipe' });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'modules');
  git('tag', 'v1');
}

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program, type Run, runImprint } from './run-imprint.ts';

const workspace = mkdtempSync(join(tmpdir(), 'imprint-deploy-'));
const dev = join(workspace, 'blueprints/store/environments/dev.yaml');
let emulator: ChildProcess;
let url: string;

beforeAll(async () => {
  cpSync(resolve(import.meta.dirname, '../rules/workspace'), workspace, { recursive: true });
  emulator = spawn(process.execPath, [program, 'emulator', '--port', '0', '--speed', '1000x'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: emulator.stdout! });
  url = await new Promise<string>((found) => lines.once('line', (line) => found(line.replace('listening on ', ''))));
});

afterAll(() => {
  emulator.kill();
  rmSync(workspace, { recursive: true, force: true });
});

describe('the life of a deployment, by the program', () => {
  it('shows an environment that was never deployed as such', () => {
    expect(imprint('status', 'dev').stdout).toMatch(/^ENVIRONMENT +STATE\nstore\/dev +NOT_DEPLOYED\n$/);
  });

  it('deploys, with an event a line and the results last', () => {
    const { stdout, status } = imprint('deploy', 'dev', '--yes', '--format', 'json');
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(events.at(0)).toMatchObject({ kind: 'planned', environment: 'store/dev', action: 'create' });
    expect(events.at(-1)).toMatchObject({
      kind: 'result',
      environment: 'store/dev',
      result: { outcome: 'applied', revision: expect.stringMatching(/r-0$/) },
    });
    expect(status).toBe(0);
  });

  it('says in words that the second deploy has nothing to do', () => {
    const { stderr, stdout, status } = imprint('deploy', 'dev', '--yes');
    expect(stderr).toContain('store/dev  unchanged, r-0 is this very bundle');
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('tells state, revisions, resources and outputs', () => {
    expect(imprint('status', 'dev').stdout).toContain('ACTIVE');
    expect(imprint('revisions', 'dev').stdout).toMatch(/store\/dev +r-0 +CREATE +APPLIED/);
    const resources = JSON.parse(imprint('resources', 'dev', '--format', 'json').stdout) as { address: string }[];
    expect(resources.map(({ address }) => address)).toContain('google_storage_bucket.store');
    expect(imprint('outputs', 'dev').stdout).toMatch(/bucket_url +gs:\/\/acme-store-dev-objects\n/);
    expect(imprint('list').stdout).toMatch(/store-dev +store\/dev/);
  });

  it('submits nothing when the checks find an error', () => {
    const good = readFileSync(dev, 'utf8');
    writeFileSync(dev, good.replace('kind: Environment', 'kind: Enviroment'));
    const { stderr, stdout, status } = imprint('deploy', '--yes', '--format', 'json');
    writeFileSync(dev, good);
    expect(stderr).toContain('nothing was submitted');
    expect(stdout).not.toContain('"submitted"');
    expect(status).toBe(1);
  });

  it('deletes nothing without consent', () => {
    const { stderr, status } = imprint('delete', 'dev');
    expect(stderr).toContain('nothing was deleted; answer with yes, or pass --yes');
    expect(status).toBe(1);
    expect(imprint('status', 'dev').stdout).toContain('ACTIVE');
  });

  it('deletes with consent, and finds nothing the second time', () => {
    expect(imprint('delete', 'dev', '--yes').stderr).toMatch(/store\/dev +deleted\n$/);
    const again = imprint('delete', 'dev', '--yes');
    expect(again.stderr).toMatch(/store\/dev +was not there\n$/);
    expect(again.status).toBe(0);
  });
});

describe('a Terraform run that fails', () => {
  it('is shown with the template line of its resource, the line that set the value the error names, and what helps', async () => {
    const message = 'Error 409: bucket acme-store-dev-objects already exists';
    const fault = {
      kind: 'resource',
      address: 'google_storage_bucket.store',
      httpResponseCode: 409,
      message,
      times: 1,
    };
    await fetch(`${url}/_emulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ faults: [fault] }),
    });
    const { stderr, status } = imprint('deploy', 'dev', '--yes');
    const shown = stderr.slice(stderr.indexOf('\nstore/dev failed')).replace(/build [0-9a-f-]{36}/, 'build UUID');
    expect(shown).toMatchInlineSnapshot(`
      "
      store/dev failed: apply build UUID failed while running: tf-apply: google_storage_bucket.store: Error 409: bucket acme-store-dev-objects already exists
        google_storage_bucket.store (HTTP 409)
          Error 409: bucket acme-store-dev-objects already exists
          written at blueprints/store/templates/main.tf.hbs:1:1
          name is set at blueprints/store/environments/dev.yaml:15:13
        help: take over what exists with \`spec.deployment.importExisting: true\`, where its type supports that, or choose another name
              https://docs.cloud.google.com/infrastructure-manager/docs/import-resources
        all errors: gs://334801746448-europe-west3-blueprint-config/store-dev/r-0/errors/tf-error.ndjson
        log: gs://334801746448-europe-west3-blueprint-config/store-dev/r-0/logs
      "
    `);
    expect(status).toBe(3);
  });
});

describe('a wrong call', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['a target that is no URL', ['status', '--target', 'emulatr'], /--target is google, emulator or a URL/],
    ['no number', ['deploy', '--max-concurrent', 'many'], /--max-concurrent is a number from 1 to 100/],
    ['no part', ['deploy', '--max-failures', '110%'], /--max-failures is a number such as 3, or a part such as 10%/],
    ['a deletion of nothing in particular', ['delete'], /name what to delete, or give --all/],
    ['half a place', ['list', '--project', 'p'], /--project and --location go together/],
    ['half a deployment name', ['status', 'projects/p/deployments/d'], /a deployment is named projects\/PROJECT/],
  ])('names %s and exits with 2', (_, words, message) => {
    const { stderr, status } = runImprint(words, { cwd: workspace });
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it('says which service could not be reached and exits with 3', () => {
    const { stderr, status } = runImprint(['status', 'dev', '--target', 'http://127.0.0.1:9'], { cwd: workspace });
    expect(stderr).toMatch(/GetDeployment of projects\/.*failed: no answer/);
    expect(status).toBe(3);
  });
});

function imprint(...words: string[]): Run {
  return runImprint([...words, '--target', url], { cwd: workspace });
}

import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { type CliWorkspace, cliWorkspace } from './cli-workspace.ts';

let workspace: CliWorkspace;
beforeEach(() => {
  workspace = cliWorkspace();
});
afterEach(() => workspace.remove());

const folder = 'generated/store/dev';
const environmentFile = 'blueprints/store/environments/dev.yaml';

describe('imprint render', () => {
  it('writes, and says when there is nothing to write', async () => {
    expect(await workspace.run('render')).toMatchObject({ exitCode: 0, stdout: `${folder}: 13 written (13 files)\n` });
    expect(existsSync(join(workspace.root, folder, 'infrastructure-manager/main.tf'))).toBe(true);
    expect(await workspace.run('render', 'dev')).toMatchObject({ stdout: `${folder}: unchanged (13 files)\n` });
  });

  it('renders what is good and reports what is not', async () => {
    const broken = readFileSync(join(workspace.root, environmentFile), 'utf8').replace('name: dev', 'name: prod');
    const faulty = broken.replace('bucket: acme-store-dev-objects', 'bucket: No!');
    writeFileSync(join(workspace.root, 'blueprints/store/environments/prod.yaml'), faulty);
    const { stdout, exitCode } = await workspace.run('render');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${folder}: 13 written`);
    expect(stdout).toContain('prod.yaml:');
    expect(existsSync(join(workspace.root, 'generated/store/prod'))).toBe(false);
  });

  it('answers in the chosen format', async () => {
    const { stdout } = await workspace.run('render', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ summary: { errors: 0 }, diagnostics: [] });
  });
});

describe('imprint render --check', () => {
  it('writes nothing and shows what would change', async () => {
    await workspace.run('render');
    appendFileSync(join(workspace.root, environmentFile), '    retention_days: 7\n');
    const { stdout, exitCode } = await workspace.run('render', '--check');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`--- a/${folder}/infrastructure-manager/terraform.tfvars`);
    expect(stdout).toContain('-retention_days = 30\n+retention_days = 7\n');
    expect(stdout).toContain(`${folder}/terraform/terraform.tfvars: the same\n`);
    expect(stdout).toContain('error[generated-stale]');
    expect(stdout).not.toContain('moduleHash');
    expect(readFileSync(join(workspace.root, folder, 'infrastructure-manager/terraform.tfvars'), 'utf8')).toContain(
      '= 30',
    );
    expect(await workspace.run('render')).toMatchObject({ exitCode: 0 });
    expect(await workspace.run('render', '--check')).toMatchObject({ exitCode: 0, stdout: `${folder}: fresh\n` });
  });

  it('notices a missing lock, a missing file and a changed one', async () => {
    await workspace.run('render');
    rmSync(join(workspace.root, folder, 'imprint.lock.json'));
    expect((await workspace.run('render', '--check')).stdout).toContain('+++ b/generated/store/dev/imprint.lock.json');
    await workspace.run('render');
    appendFileSync(join(workspace.root, folder, 'infrastructure-manager/main.tf'), '# mine\n');
    expect((await workspace.run('render', '--check')).stdout).toContain('-# mine');
  });

  it('refuses overrides, which are not committed', async () => {
    await expect(workspace.run('render', '--check', '--set', 'region=x')).rejects.toThrow(UsageError);
  });
});

describe('imprint trace line', () => {
  const tfvars = `${folder}/infrastructure-manager/terraform.tfvars`;

  it('shows the line of the environment behind a variable', async () => {
    await workspace.run('render');
    expect(await workspace.run('trace', 'line', `${tfvars}:2`)).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: `generated/store/dev/infrastructure-manager/terraform.tfvars:2:1
   |
 2 | bucket         = "acme-store-dev-objects"
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
comes from blueprints/store/environments/dev.yaml:15:13
   |
15 |     bucket: acme-store-dev-objects
   |             ^^^^^^^^^^^^^^^^^^^^^^
`,
    });
  });

  it('shows the template behind a line of the module', async () => {
    await workspace.run('render');
    const { stdout } = await workspace.run('trace', 'line', `${folder}/terraform/main.tf:3`, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      places: [
        { file: `${folder}/terraform/main.tf`, range: { start: { line: 3, column: 3 } } },
        {
          message: 'comes from',
          file: 'blueprints/store/templates/main.tf.hbs',
          range: { start: { line: 3, column: 3 } },
        },
        { message: '`parameters.bucket` is set at', file: environmentFile },
      ],
    });
  });

  it('traces what would be rendered when the file is stale, and says so', async () => {
    const { stdout, stderr } = await workspace.run('trace', 'line', `${tfvars}:2:18`);
    expect(stderr).toContain('is stale');
    expect(stdout).toContain('dev.yaml:15:13');
  });

  it.each([
    ['no place', [tfvars], 'takes one FILE:LINE[:COLUMN]'],
    ['another file', [`${environmentFile}:1`], 'is no rendered file'],
    ['a file nobody renders', [`${folder}/docs/x.md:1`], 'renders no docs/x.md'],
    ['a line past the end', [`${tfvars}:999`], 'terraform.tfvars has '],
  ])('refuses %s', async (_name, words, message) => {
    const run = workspace.run('trace', 'line', ...words);
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(message);
  });
});

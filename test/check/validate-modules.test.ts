import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from '../cli/memory-io.ts';

const hasTerraform = spawnSync('terraform', ['version']).status === 0;

describe('imprint validate --module', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'imprint-modules-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (file: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const validate = async (...words: string[]) => {
    const io = memoryIo({ cwd: folder });
    const exitCode = await runCli(['validate', '--format', 'json', ...words], () => io);
    const { diagnostics, checked, suppressed } = JSON.parse(io.out());
    const found = diagnostics.map(
      ({ code, location }: { code: string; location?: { file: string; range?: { start: { line: number } } } }) =>
        `${code} ${location?.file}:${location?.range?.start.line}`,
    );
    return { found, checked, suppressed, exitCode };
  };

  it('checks several modules, each on its own, files named from the working directory', async () => {
    write('a/main.tf', 'output "x" {\n  value = var.missing\n}\n');
    write('b/main.tf', 'variable "missing" {}\n');
    write('b/sub/ignored.txt', '');
    expect(await validate('--module', 'a', '--module', 'b/')).toMatchObject({
      found: ['unknown-reference a/main.tf:2'],
      checked: { modules: 2 },
      exitCode: 1,
    });
  });

  it('takes a glob for the folders that hold Terraform files', async () => {
    write('modules/one/main.tf', 'output "x" {\n  value = var.missing\n}\n');
    write('modules/two/deep/main.tf', 'locals {\n  a = local.b\n}\n');
    write('modules/README.md', '');
    write('modules/one/.terraform/modules/x/main.tf', 'nonsense {');
    expect((await validate('--module', 'modules/*')).checked).toEqual({ modules: 1 });
    expect(await validate('--module', 'modules/**')).toMatchObject({
      found: ['unknown-reference modules/one/main.tf:2', 'unknown-reference modules/two/deep/main.tf:2'],
      checked: { modules: 2 },
    });
    expect((await validate('--module', 'modules/one', '--module', 'modules/*')).checked).toEqual({ modules: 1 });
  });

  it('reports all faults of broken files, and goes on with the others', async () => {
    write('a.tf', 'resource "x" "y" {\n  a = \n}\n\noutput "z" {\n  value = ]\n}\n');
    write('b.tf', 'output "x" {\n  value = var.missing\n}\n');
    const { found } = await validate('--module', '.');
    expect(found.filter((one: string) => one.includes('a.tf')).length).toBeGreaterThanOrEqual(2);
    expect(found).toContain('unknown-reference b.tf:2');
  });

  it('follows local modules into their folders', async () => {
    write('main.tf', 'module "child" {\n  source = "./child"\n  name   = "x"\n}\n');
    write('child/main.tf', 'variable "name" {}\n\noutput "x" {\n  value = var.nmae\n}\n');
    expect((await validate('--module', '.')).found).toEqual(['unknown-reference child/main.tf:4']);
  });

  it('ignores by comment, and says when a comment ignores nothing', async () => {
    const block = (comment: string) =>
      `resource "null_resource" "x" {\n${comment}  provisioner "local-exec" {\n    command = "true"\n  }\n}\n`;
    write('main.tf', block('  # imprint:ignore im-provisioner only in the lab\n'));
    expect(await validate('--module', '.')).toMatchObject({ found: [], suppressed: { ignored: 1 }, exitCode: 0 });
    write('main.tf', block('  # imprint:ignore im-backend only in the lab\n'));
    expect((await validate('--module', '.')).found).toEqual(['ignore-unused main.tf:2', 'im-provisioner main.tf:3']);
  });

  it('needs no workspace, and reads no YAML', async () => {
    write('main.tf', 'variable "a" {}\n');
    write('imprint.yaml', 'not: [a workspace\n');
    expect(await validate('--module', '.')).toMatchObject({ found: [], exitCode: 0 });
  });

  const wide = 'output "x" {\n  value = "${"日👩‍👩‍👧"}${var.no}"\n}\n';

  it('counts columns in grapheme clusters and bytes in UTF-8', async () => {
    write('main.tf', wide);
    expect(await rangeOfFirst()).toEqual({
      start: { line: 2, column: 21, byte: 52 },
      end: { line: 2, column: 27, byte: 58 },
    });
  });

  it.skipIf(!hasTerraform)('agrees with terraform on where a fault stands', async () => {
    write('main.tf', wide);
    const env = { ...process.env, TF_CLI_CONFIG_FILE: undefined };
    const { stdout } = spawnSync('terraform', ['validate', '-json'], { cwd: folder, env, encoding: 'utf8' });
    const { start, end } = JSON.parse(stdout).diagnostics[0].range;
    expect(await rangeOfFirst()).toEqual({ start, end });
  });

  async function rangeOfFirst(): Promise<unknown> {
    const io = memoryIo({ cwd: folder });
    await runCli(['validate', '--module', '.', '--format', 'json'], () => io);
    return JSON.parse(io.out()).diagnostics[0].location.range;
  }
});

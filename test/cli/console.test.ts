import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from './memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'imprint-console-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, 'main.tf'),
  'variable "region" {\n  default = "eu"\n}\nlocals {\n  zones = [for z in ["a", "b"] : "${var.region}-${z}"]\n}\nresource "a_b" "r" {\n  name = "x"\n}\n',
);

async function ask(stdin: string, ...words: string[]) {
  const io = memoryIo({ cwd: folder, stdin });
  const exitCode = await runCli(['console', ...words], () => io);
  return { exitCode, out: io.out(), err: io.err() };
}

it('prints the value of every line as terraform does', async () => {
  expect(
    await ask('local.zones\n\n1/4\na_b.r.name\ntype(local.zones)\nregex("e.", var.region)\n', '--module', '.'),
  ).toEqual({
    exitCode: 0,
    out: '[\n  "eu-a",\n  "eu-b",\n]\n0.25\n(known after apply)\ntuple([\n    string,\n    string,\n])\n"eu"\n',
    err: '',
  });
});

it('reports a fault beside the answers and goes on', async () => {
  const { exitCode, out, err } = await ask('local.zone\n2\nexit\n3\n');
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '2\n' });
  expect(err).toContain('error[unknown-reference]: the module declares no local value "zone"');
  expect(err).toContain('did you mean "local.zones"?');
});

it('knows the functions of the language level only', async () => {
  expect((await ask('issensitive(1)\n')).exitCode).toBe(1);
  expect((await ask('issensitive(1)\n', '--terraform-version', '1.11.4')).out).toBe('false\n');
});

it('takes no arguments, and an exact version', async () => {
  await expect(ask('', '1 + 1')).rejects.toThrow('takes no arguments');
  await expect(ask('', '--terraform-version', '1.5')).rejects.toThrow('is an exact version');
});

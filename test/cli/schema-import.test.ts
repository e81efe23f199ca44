import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { UsageError } from '../../src/errors.ts';
import { openProviderFacts } from '../../src/terraform/facts/provider-facts.ts';
import { memoryIo } from './memory-io.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-schema-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const address = 'registry.terraform.io/example/shop';
const item = { type: ['list', 'string'], required: true };
const provider = { resource_schemas: { shop_order: { version: 3, block: { attributes: { item } } } } };

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function schema(...addresses: readonly string[]): unknown {
  return { format_version: '1.0', provider_schemas: Object.fromEntries(addresses.map((one) => [one, provider])) };
}

async function importSchema(words: readonly string[], stdin = '') {
  const io = memoryIo({ cwd: folder, stdin });
  const exitCode = await runCli(['schema', 'import', ...words], () => io);
  return { exitCode, out: io.out(), err: io.err() };
}

describe('imprint schema import', () => {
  it('keeps the facts where commands look for them', async () => {
    write('s.json', schema(address));
    const { exitCode, out } = await importSchema(['s.json', '--version', '1.2.0']);
    expect(exitCode).toBe(0);
    expect(out).toBe(
      'example/shop 1.2.0: 1 resource types, 0 data sources, in schemas/providers/example/shop/1.2.0.jsonl\n',
    );
    const facts = openProviderFacts([join(folder, 'schemas/providers')]).provider('example/shop');
    expect(facts?.version).toBe('1.2.0');
    expect(facts?.type('managed', 'shop_order')).toEqual({
      type: 'shop_order',
      mode: 'managed',
      schemaVersion: 3,
      framework: true,
      attributes: { item: { type: ['list', 'string'], mode: 'required' } },
    });
    expect(facts?.type('provider', 'shop')).toEqual({ type: 'shop', mode: 'provider' });
  });

  it('takes the versions from the lock file beside the schema, or as they are given', async () => {
    const other = 'registry.example.com/example/bank';
    write('s.json', schema(address, other));
    write('.terraform.lock.hcl', `provider "${address}" {\n  version = "1.2.0"\n  hashes  = ["h1:x"]\n}\n`);
    const given = await importSchema([
      's.json',
      '--version',
      'registry.example.com/example/bank=2.0.0-beta1',
      '--out',
      'facts',
    ]);
    expect(given.out.split('\n').map((line) => line.split(':')[0])).toEqual([
      'example/shop 1.2.0',
      'registry.example.com/example/bank 2.0.0-beta1',
      '',
    ]);
    expect(existsSync(join(folder, 'facts/registry.example.com/example/bank/2.0.0-beta1.index'))).toBe(true);
    await expect(importSchema(['s.json'])).rejects.toThrow(
      /version of registry.example.com\/example\/bank.*\n.*bank=VERSION/,
    );
    await expect(importSchema(['s.json', '--version', '2.0.0'])).rejects.toThrow(/several providers/);
  });

  it.each<[readonly string[], RegExp]>([
    [[], /takes one file/],
    [['s.json', 't.json'], /takes one file/],
    [['s.json', '--version', 'new'], /a version such as/],
    [['s.json', '--version', '../../1.0.0'], /a version such as/],
    [['s.json', '--version', 'example/bank=1.0.0'], /not about 'example\/bank'/],
    [['s.json'], /does not tell the version of example\/shop/],
  ])('refuses %j', async (words, message) => {
    write('s.json', schema(address));
    await expect(importSchema(words)).rejects.toThrow(UsageError);
    await expect(importSchema(words)).rejects.toThrow(message);
    expect(existsSync(join(folder, 'schemas'))).toBe(false);
  });

  it('reads standard input', async () => {
    const { exitCode } = await importSchema(['-', '--version', '1.2.0'], JSON.stringify(schema(address)));
    expect(exitCode).toBe(0);
  });

  it('stores nothing of a schema that cannot be read', async () => {
    write('s.json', JSON.stringify(schema(address)).slice(0, -5));
    const { exitCode, out, err } = await importSchema(['s.json', '--version', '1.2.0']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^error\[provider-schema\]: this is not JSON/);
    expect(err).toBe('nothing was stored\n');
    expect(existsSync(join(folder, 'schemas'))).toBe(false);
  });
});

const environment = { ...process.env, TF_CLI_CONFIG_FILE: undefined };
const hasTerraform = spawnSync('terraform', ['version'], { env: environment }).status === 0;

it.skipIf(!hasTerraform)('takes what the real terraform prints of itself', async () => {
  write('main.tf', 'resource "terraform_data" "x" {\n}\n');
  execFileSync('terraform', ['init'], { cwd: folder, env: environment });
  write(
    's.json',
    execFileSync('terraform', ['providers', 'schema', '-json'], { cwd: folder, env: environment, encoding: 'utf8' }),
  );
  expect((await importSchema(['s.json'])).out).toBe(
    'terraform.io/builtin/terraform: left out, imprint has facts about it\n',
  );
  expect((await importSchema(['s.json', '--version', '1.11.4', '--out', 'facts'])).exitCode).toBe(0);
  const shipped = JSON.parse(
    readFileSync(
      join(import.meta.dirname, '../../schemas/providers/terraform.io/builtin/terraform/1.11.4.jsonl'),
      'utf8',
    )
      .split('\n')
      .find((line) => line.includes('"terraform_data"')) ?? '',
  );
  const imported = openProviderFacts([join(folder, 'facts')])
    .provider('terraform.io/builtin/terraform')
    ?.type('managed', 'terraform_data');
  // A schema does not tell what replaces a resource.
  delete shipped.attributes.triggers_replace.forceNew;
  expect(imported).toEqual(shipped);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from './memory-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'imprint-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

write(
  'shop/main.tf',
  `provider "google" {
  project = "acme-shop"
}
variable "class" {
  type    = string
  default = "STANDARD"
}
variable "topic" {
  type = string
}
resource "google_storage_bucket" "orders" {
  name          = "acme-orders"
  location      = "eu"
  storage_class = var.class
}
resource "google_pubsub_topic" "orders" {
  name                       = var.topic
  message_retention_duration = "600s"
}
output "bucket" {
  value = google_storage_bucket.orders.location
}
`,
);
write('other/main.tf', 'resource "terraform_data" "x" {\n  input = 1\n}\n');
write(
  'imports/main.tf',
  'import {\n  to = terraform_data.old\n  id = "an-id"\n}\nresource "terraform_data" "old" {}\nresource "terraform_data" "new" {}\n',
);
write('third/main.tf', 'output "one" {\n  value = 1\n}\n');
write('broken/main.tf', 'resource "google_storage_bucket" "b" {\n  nam = "x"\n}\n');

async function imprint(...words: string[]) {
  const io = memoryIo({ cwd: folder });
  const exitCode = await runCli(words, () => io);
  return { exitCode, out: io.out(), err: io.err() };
}

it('plans with the values of the command line', async () => {
  const { exitCode, out } = await imprint('plan', '--module', 'shop', '--var', 'topic=t1', '--var', 'class=NEARLINE');
  expect(exitCode).toBe(0);
  expect(out).toContain('# google_pubsub_topic.orders will be created');
  expect(out).toMatch(/\+ storage_class +=> *"NEARLINE"|\+ storage_class += "NEARLINE"/);
  expect(out).toMatch(/\+ location += "EU"/);
  expect(out).toContain('Plan: 2 to add, 0 to change, 0 to destroy.');
});

it('counts what is imported as there already', async () => {
  const { out } = await imprint('plan', '--module', 'imports');
  expect(out).toContain('# terraform_data.old will be imported\n  # (imported from "an-id";');
  expect(out).toContain('Plan: 1 to import, 1 to add, 0 to change, 0 to destroy.');
});

it('prints the JSON of terraform show, a line for each of several modules', async () => {
  const one = await imprint('plan', '--module', 'shop', '--var', 'topic=t1', '--format', 'terraform-json');
  const plan = JSON.parse(one.out);
  expect(plan).toMatchObject({ format_version: '1.2', variables: { topic: { value: 't1' } } });
  expect(plan.resource_changes.map(({ address }: { address: string }) => address)).toEqual([
    'google_pubsub_topic.orders',
    'google_storage_bucket.orders',
  ]);
  expect(plan.output_changes.bucket).toMatchObject({ actions: ['create'], after: 'EU', after_unknown: false });
  const all = await imprint('plan', '--module', 'other', '--module', 'third', '--format', 'terraform-json');
  const lines = all.out.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).module)).toEqual(['other', 'third']);
});

it('says what a state has already', async () => {
  const attributes = {
    id: 'a',
    input: { type: 'number', value: 1 },
    output: { type: 'number', value: 1 },
    triggers_replace: null,
  };
  const state = (instance: object, type = 'terraform_data') => ({
    version: 4,
    terraform_version: '1.5.7',
    serial: 1,
    lineage: 'l',
    outputs: {},
    resources: [
      {
        mode: 'managed',
        type,
        name: 'x',
        provider: 'provider["terraform.io/builtin/terraform"]',
        instances: [{ schema_version: 0, attributes: instance }],
      },
    ],
  });
  write('same.tfstate', JSON.stringify(state(attributes)));
  expect((await imprint('plan', '--module', 'other', '--state', 'same.tfstate')).out).toContain('No changes');
  write('old.tfstate', JSON.stringify(state({ ...attributes, input: { type: 'number', value: 0 } })));
  const changed = await imprint('plan', '--module', 'other', '--state', 'old.tfstate');
  expect(changed.out).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
  const broken = join(folder, 'broken.tfstate');
  writeFileSync(broken, '{"version": 3}');
  const refused = await imprint('plan', '--module', 'other', '--state', 'broken.tfstate');
  expect(refused.exitCode).toBe(1);
  expect(refused.err + refused.out).toContain('broken.tfstate');
});

it('refuses what terraform would, with a place', async () => {
  const missing = await imprint('plan', '--module', 'shop');
  expect(missing.exitCode).toBe(1);
  expect(missing.err + missing.out).toContain('error[missing-variable]');
  const broken = await imprint('plan', '--module', 'broken');
  expect(broken.exitCode).toBe(1);
  expect(broken.err + broken.out).toContain('did you mean "name"?');
});

it('takes values for a module that is checked, too', async () => {
  expect((await imprint('validate', '--module', 'shop', '--var', 'topic=t')).exitCode).toBe(0);
  write('values.tfvars', 'topic = "t"\nclas  = "X"\n');
  const { exitCode, out } = await imprint('validate', '--module', 'shop', '--var-file', 'values.tfvars');
  expect(exitCode).toBe(1);
  expect(out).toContain('did you mean "class"?');
  expect(out).toContain('values.tfvars:2:1');
});

it.each([
  [['plan', '--module', 'shop', '--var', 'topic'], "--var takes name=value, not 'topic'"],
  [['validate', '--var', 'a=b'], '--var gives values to a module'],
  [['plan', '--module', 'shop', '--var-file', 'nothing.tfvars'], 'nothing.tfvars'],
  [['plan', '--module', 'nowhere'], 'nowhere'],
])('%j is a wrong call', async (words, said) => {
  await expect(imprint(...words)).rejects.toThrow(said);
});

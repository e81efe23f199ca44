import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { init } from '../../src/cli/commands/init.ts';
import { render } from '../../src/cli/commands/render.ts';
import { validate } from '../../src/cli/commands/validate.ts';
import { parseArguments } from '../../src/cli/framework/parse-arguments.ts';
import { loadEngines } from '../../src/hcl/functions/load-engines.ts';
import { toPlainJson } from '../../src/hcl/values/json-value.ts';
import { loadWorkspace } from '../../src/load/load-workspace.ts';
import { evaluateModule, type ModuleRun, runModule } from '../../src/terraform/evaluate-module.ts';
import { openModule } from '../../src/terraform/open-module.ts';
import { readModule } from '../../src/terraform/read-module.ts';
import { hasTerraform } from '../render/terraform-tools.ts';
import { memoryIo } from './memory-io.ts';

const modules = join(import.meta.dirname, 'modules');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-init-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(command: Command, ...words: string[]): Promise<Answer> {
  const io = memoryIo({ cwd: folder });
  const code = await command.run(parseArguments(command, words), io);
  return { code, out: io.out(), err: io.err() };
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** All files below the folder, sorted. */
function tree(): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

const starter = [
  '.gitignore',
  'blueprints/starter/blueprint.yaml',
  'blueprints/starter/environments/base.yaml',
  'blueprints/starter/environments/dev.yaml',
  'blueprints/starter/templates/main.tf',
  'blueprints/starter/templates/outputs.tf',
  'imprint.yaml',
  'schemas/blueprint.schema.json',
  'schemas/environment.schema.json',
  'schemas/workspace.schema.json',
];

/** An evaluated module, as far as it can be compared. */
async function evaluated(directory: string): Promise<{ outputs: unknown; resources: unknown; run: ModuleRun }> {
  const { value: folder } = readModule(directory);
  if (folder === undefined) throw new Error(`no module in ${directory}`);
  const input = { ...folder, terraformVersion: '1.5.7', engines: await loadEngines(folder.files.values()) };
  const { evaluation } = evaluateModule(input).value;
  return {
    outputs: evaluation.outputs.map(({ name, value }) => [name, toPlainJson(value)]),
    resources: evaluation.resources.map(({ address, values }) => [address, toPlainJson(values)]),
    run: runModule(openModule(input), {}),
  };
}

describe('imprint init', () => {
  it('starts a workspace that has no faults and renders', async () => {
    const { code, out } = await run(init);
    expect(code).toBe(0);
    expect(tree()).toEqual(starter);
    expect(out).toContain('No faults in 1 environment');
    expect(out).toContain('imprint deploy starter/dev --target emulator');
    expect(await run(validate)).toMatchObject({ code: 0, out: 'No faults in 1 environment\n' });
    expect((await run(render)).code).toBe(0);
    expect((await run(render, '--check')).code).toBe(0);
  });

  it('names a schema that is there in the first line of every document', async () => {
    await run(init);
    for (const path of tree().filter((name) => name.endsWith('.yaml'))) {
      const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(path)) ?? [];
      expect(JSON.parse(read(join(dirname(path), schema)))).toHaveProperty('$id');
    }
  });

  it('puts project, location and account where they belong', async () => {
    await run(init, 'platform', '--project', 'acme-dev-1', '--location', 'europe-west1', '--blueprint', 'store');
    const environments = 'platform/blueprints/store/environments';
    expect(read(`${environments}/dev.yaml`)).toContain('project: acme-dev-1');
    expect(read(`${environments}/dev.yaml`)).toContain('imprint-deployer@acme-dev-1.iam.gserviceaccount.com');
    expect(read(`${environments}/base.yaml`)).toContain('location: europe-west1');
  });

  it('overwrites nothing: lists what is in the way, and writes nothing', async () => {
    write({ 'schemas/blueprint.schema.json': 'mine', 'blueprint.txt': 'x', '.gitignore': 'mine' });
    await expect(run(init)).rejects.toThrow(/nothing was written[\s\S]*schemas\/blueprint\.schema\.json\nMove/);
    expect(tree()).toEqual(['.gitignore', 'blueprint.txt', 'schemas/blueprint.schema.json']);
  });

  it('takes a file for a conflict where a folder is needed', async () => {
    write({ schemas: 'a file' });
    await expect(run(init)).rejects.toThrow(/ {2}schemas\n/);
    expect(tree()).toEqual(['schemas']);
  });

  it('leaves a .gitignore alone, and finishes a start that was interrupted', async () => {
    await run(init);
    for (const path of ['imprint.yaml', 'blueprints/starter/environments'])
      rmSync(join(folder, path), { recursive: true });
    write({ '.gitignore': 'mine\n' });
    const { out } = await run(init);
    expect(out).not.toContain('schemas/');
    expect(tree()).toEqual(starter);
    expect(read('.gitignore')).toBe('mine\n');
  });

  it('adds a blueprint to a workspace from any of its folders, and wants a name for it', async () => {
    await run(init);
    await expect(run(init)).rejects.toThrow(/this is a workspace already; add a blueprint with --blueprint NAME/);
    const { out } = await run(init, '--blueprint', 'store');
    expect(out).not.toContain('imprint.yaml');
    await expect(run(init, '--blueprint', 'store', '--location', 'us-east1')).rejects.toThrow(/nothing was written/);
    expect(await run(validate)).toMatchObject({ code: 0, out: 'No faults in 2 environments\n' });
  });

  it.each([
    [['a', 'b'], /takes one folder/],
    [['--blueprint', 'My_Net'], /'My_Net' is no name of a blueprint/],
    [['--project', 'X'], /--project 'X': expected/],
    [['--location', 'here'], /--location 'here': expected/],
    [['--service-account', 'me'], /--service-account 'me': expected/],
  ])('refuses %j', async (words, message) => {
    await expect(run(init, ...words)).rejects.toThrow(message);
    expect(tree()).toEqual([]);
  });
});

describe.each([
  ['simple', 'simple'],
  ['objects', 'objects'],
  ['whole', 'whole/root'],
])('imprint init --from-module: %s', (name, path) => {
  it('gives a blueprint without faults, whose module does the same', async () => {
    const before = await evaluated(join(modules, path));
    expect((await run(init, '--from-module', join(modules, path), '--blueprint', name)).out).toContain('No faults');
    expect((await run(render)).code).toBe(0);
    const after = await evaluated(join(folder, `generated/${name}/dev/infrastructure-manager`));
    expect(after.outputs).toEqual(before.outputs);
    expect(after.resources).toEqual(before.resources);
    const [own, rendered] = [before, after].map(({ run: { module } }) => module.tree.root.config.variables);
    expect([...(own?.keys() ?? [])].filter((variable) => !rendered?.has(variable))).toEqual([]);
    for (const [variable, { type }] of own ?? []) {
      // Sets are lists in a blueprint, and tuples have no name for their type.
      const kind = { set: 'list', tuple: 'any' }[String(type.kind)];
      const renderedType = rendered?.get(variable)?.type;
      expect([variable, kind ?? shape(type)]).toEqual([
        variable,
        kind === undefined ? shape(renderedType) : renderedType?.kind,
      ]);
      expect(toPlainJson(after.run.root.variables.get(variable) ?? missing)).toEqual(
        toPlainJson(before.run.root.variables.get(variable) ?? missing),
      );
    }
  });

  it.skipIf(!hasTerraform)('gives a module as terraform fmt would', async () => {
    await run(init, '--from-module', join(modules, path), '--blueprint', name);
    await run(render);
    const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
    const { status, stdout } = spawnSync('terraform', ['fmt', '-check', '-recursive', join(folder, 'generated')], {
      env,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

/** A type without the places its defaults stand at, and without an order of its attributes. */
function shape(type: unknown): unknown {
  if (type instanceof Map) return shape(Object.fromEntries(type));
  if (typeof type === 'bigint') return String(type);
  if (typeof type !== 'object' || type === null) return type;
  return Object.fromEntries(
    Object.entries(type).flatMap(([key, value]) => (key === 'origin' ? [] : [[key, shape(value)]])),
  );
}

const missing = { kind: 'null', type: { kind: 'any' } } as const;

describe('what becomes of a module', () => {
  async function convert(files: Readonly<Record<string, string>>): Promise<Answer> {
    write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`old/${path}`, text])));
    return run(init, 'new', '--from-module', 'old');
  }

  const blueprint = 'new/blueprints/old/blueprint.yaml';

  it('keeps a validation it cannot translate as a comment, and says so', async () => {
    const { out } = await convert({
      'main.tf':
        'variable "a" {\n  type = string\n  validation {\n    condition     = upper(var.a) == var.a\n    error_message = "No."\n  }\n}\n',
    });
    expect(out).toContain('note: a: the validation `upper(var.a) == var.a` is not translated');
    expect(read(blueprint)).toContain('      # validation not translated: upper(var.a) == var.a\n      a:\n');
    expect(out).toContain('note: to be set: a (string)');
    expect(read('new/blueprints/old/environments/dev.yaml')).toContain('# to be set: a (string)');
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['string', 'contains(["a", "b"], var.x)', { enum: ['a', 'b'] }],
    ['number', 'contains([1, 2], var.x)', { enum: [1, 2] }],
    ['string', 'can(regex("^a+$", var.x))', { pattern: '^a+$' }],
    ['string', 'length(regexall("^a", var.x)) > 0', { pattern: '^a' }],
    ['string', 'length(var.x) > 2 && length(var.x) < 9', { minLength: 3, maxLength: 8 }],
    ['string', 'var.x == null || length(var.x) == 4', { minLength: 4, maxLength: 4 }],
    ['string', 'var.x != ""', { minLength: 1 }],
    ['number', 'var.x > -1 && 10 > var.x', { exclusiveMinimum: -1, exclusiveMaximum: 10 }],
    ['number', 'floor(var.x) == var.x', { type: 'integer' }],
    ['list(string)', 'length(var.x) >= 1', { minItems: 1 }],
    ['list(string)', 'length(distinct(var.x)) == length(var.x)', { uniqueItems: true }],
    ['list(string)', 'alltrue([for one in var.x : can(regex("a", one))])', { items: { type: 'string', pattern: 'a' } }],
    [
      'map(number)',
      'alltrue([for one in values(var.x) : one >= 1])',
      { additionalProperties: { type: 'number', minimum: 1 } },
    ],
    // What is not understood in all its parts, or would not be the same, stays.
    ['string', 'can(regex("^a", var.x)) || length(var.x) == 1', {}],
    ['string', 'length(var.x) < 9 && lower(var.x) == "a"', {}],
    ['string', 'can(regex("(?i)^a", var.x))', {}],
    ['string', 'contains(["a", "b"], lower(var.x))', {}],
    ['list(string)', 'alltrue([for one in var.x : can(regex("a", one)) if one != ""])', {}],
  ])('translates, of a %s, %s', async (type, condition, expected) => {
    const block = `validation {\n    condition     = ${condition}\n    error_message = "No."\n  }`;
    const { out } = await convert({ 'main.tf': `variable "x" {\n  type = ${type}\n  ${block}\n}\n` });
    // The document is YAML 1.2, and loaded by the workspace itself.
    const { value } = loadWorkspace(join(folder, 'new'));
    const schema = value?.blueprints.get('old')?.document.value.spec.parameters.properties['x'];
    const plain = { string: 'string', number: 'number', 'list(string)': 'array', 'map(number)': 'object' }[type];
    const members = {
      'list(string)': { items: { type: 'string' } },
      'map(number)': { additionalProperties: { type: 'number' } },
    };
    expect(schema).toEqual({ type: plain, ...members[type as keyof typeof members], ...expected });
    expect(out.includes('is not translated')).toBe(Object.keys(expected).length === 0);
  });

  it('takes no secret over, neither a default nor a value', async () => {
    const { out } = await convert({
      'main.tf': 'variable "key" {\n  type      = string\n  default   = "hunter2"\n  sensitive = true\n}\n',
      'terraform.tfvars': 'key = "hunter3"\n',
    });
    const texts = readdirSync(join(folder, 'new'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(out + texts.join('')).not.toMatch(/hunter/);
    expect(read(blueprint)).toContain('x-sensitive: true');
  });

  it('leaves provider blocks that say more than ours in the module', async () => {
    const settings =
      'terraform {\n  required_providers {\n    google = {\n      source = "hashicorp/google"\n    }\n  }\n}\n';
    const provider =
      'provider "google" {\n  project               = var.project_id\n  user_project_override = true\n}\n';
    const { out } = await convert({ 'providers.tf': `${settings}\n${provider}`, 'prod.tfvars': '' });
    expect(out).toContain('note: not read, make environments of them: prod.tfvars');
    expect(out).toContain('provider blocks say more');
    expect(read(blueprint)).toContain('source: hashicorp/google');
    expect(read('new/blueprints/old/templates/module-providers.tf')).toBe(provider);
    expect((await run(render, '--workspace', 'new')).code).toBe(0);
    expect(read('new/generated/old/dev/infrastructure-manager/module-providers.tf')).toBe(provider);
    expect(tree().filter((path) => path.endsWith('infrastructure-manager/providers.tf'))).toEqual([]);
  });

  it.each([
    ['a text that cannot be read', { 'main.tf': 'variable "a" {\n' }, /main\.tf:1/],
    ['JSON', { 'main.tf.json': '{}' }, /JSON syntax/],
    ['a child module that is not there', { 'main.tf': 'module "a" {\n  source = "./a"\n}\n' }, /no module at/],
  ])('refuses %s, and writes nothing', async (_, files, message) => {
    const { code, err } = await convert(files);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(tree().filter((path) => !path.startsWith('old/'))).toEqual([]);
  });

  it('copies a module that stands beside, with the path to it', async () => {
    cpSync(join(modules, 'whole'), join(folder, 'whole'), { recursive: true });
    const { out } = await run(init, 'new', '--from-module', 'whole/root', '--blueprint', 'site');
    expect(read('new/blueprints/site/templates/main.tf')).toContain('source = "./modules/labels"');
    expect(out).toContain('backend "gcs" is left out');
    expect(out).toContain('README.md, examples/basic/main.tf');
  });
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadEngines } from '../../src/hcl/functions/load-engines.ts';
import { toJson } from '../../src/hcl/values/json-value.ts';
import { evaluateModule } from '../../src/terraform/evaluate-module.ts';
import { readModule } from '../../src/terraform/read-module.ts';

const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
const hasTerraform = spawnSync('terraform', ['version'], { env }).status === 0;
const folder = join(import.meta.dirname, 'modules');

/** What the real terraform plans for a module, or that it refuses. */
interface Planned {
  readonly refused: boolean;
  /** `input` of every `terraform_data` instance, by address. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What is read of the plan JSON. */
interface PlanFile {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: {
      readonly after: Record<string, unknown> | null;
      readonly after_unknown: Record<string, unknown>;
    };
  }[];
  readonly output_changes?: Readonly<Record<string, { readonly after: unknown; readonly after_unknown: unknown }>>;
}

type Path = readonly (string | number)[];

function askTerraform(files: ReadonlyMap<string, string>): Planned {
  const directory = mkdtempSync(join(tmpdir(), 'imprint-plan-'));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    const run = (...args: string[]) => spawnSync('terraform', args, { cwd: directory, env, encoding: 'utf8' });
    const nothing = { refused: true, inputs: {}, outputs: {} };
    if (run('init', '-input=false').status !== 0) return nothing;
    if (run('plan', '-input=false', '-out=plan', '-refresh=false').status !== 0) return nothing;
    const plan: PlanFile = JSON.parse(run('show', '-json', 'plan').stdout);
    const inputs = (plan.resource_changes ?? []).map(({ address, change: { after, after_unknown } }) => [
      address,
      show(after?.['input'], after_unknown['input']),
    ]);
    const outputs = Object.entries(plan.output_changes ?? {}).map(([name, { after, after_unknown }]) => [
      name,
      show(after, after_unknown),
    ]);
    return { refused: false, inputs: Object.fromEntries(inputs), outputs: Object.fromEntries(outputs) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A planned value with `<unknown>` where it is not known. */
function show(after: unknown, unknown: unknown): unknown {
  if (unknown === true) return '<unknown>';
  if (Array.isArray(unknown))
    return unknown.map((each, index) => show(Array.isArray(after) ? after[index] : null, each));
  if (!isRecord(unknown)) return after ?? null;
  const known = isRecord(after) ? after : {};
  const names = new Set([...Object.keys(known), ...Object.keys(unknown)]);
  return Object.fromEntries([...names].sort().map((name) => [name, show(known[name], unknown[name] ?? false)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function askOurs(files: ReadonlyMap<string, string>): Promise<Planned> {
  const engines = await loadEngines(files.values());
  const { value, diagnostics } = evaluateModule({
    files,
    terraformVersion: '1.11.4',
    engines,
    missingVariables: 'fault',
  });
  const { resources, outputs } = value.evaluation;
  const plain = (each: Parameters<typeof toJson>[0] | undefined): unknown => {
    if (each === undefined) return null;
    const { value: json, unknown } = toJson(each);
    return marked(json, unknown);
  };
  return {
    refused: diagnostics.some(({ severity }) => severity === 'error'),
    inputs: Object.fromEntries(resources.map(({ address, values }) => [address, plain(values.entries.get('input'))])),
    outputs: Object.fromEntries(outputs.map(({ name, value: output }) => [name, plain(output)])),
  };
}

// The plain value in key order, with `<unknown>` at the given paths.
function marked(json: unknown, unknown: readonly Path[]): unknown {
  if (unknown.some((path) => path.length === 0)) return '<unknown>';
  const below = (key: string | number): readonly Path[] =>
    unknown.filter(([first]) => first === key).map((path) => path.slice(1));
  if (Array.isArray(json)) return json.map((each, index) => marked(each, below(index)));
  if (!isRecord(json)) return json;
  const names = new Set([...Object.keys(json), ...unknown.map(([first]) => String(first))]);
  return Object.fromEntries([...names].sort().map((name) => [name, marked(json[name], below(name))]));
}

/** Modules in folders, and files that hold several, each after a line `### name`. */
function modules(): readonly { readonly name: string; readonly files: ReadonlyMap<string, string> }[] {
  return readdirSync(folder)
    .sort()
    .flatMap((entry) => {
      if (!entry.endsWith('.txt')) return [{ name: entry, files: readModule(join(folder, entry)).value ?? new Map() }];
      const text = readFileSync(join(folder, entry), 'utf8');
      return text
        .split(/^### /m)
        .slice(1)
        .map((part) => {
          const [name = '', ...lines] = part.split('\n');
          return { name: `${entry}: ${name}`, files: split(lines.join('\n')) };
        });
    });
}

// Files of one module come after lines `== path`; what stands before the first is main.tf.
function split(text: string): ReadonlyMap<string, string> {
  const [main = '', ...others] = text.split(/^== /m);
  const files = others.map((part): [string, string] => {
    const [path = '', ...lines] = part.split('\n');
    return [path, lines.join('\n')];
  });
  return new Map(main.trim() === '' ? files : [['main.tf', main], ...files]);
}

describe.skipIf(!hasTerraform)('modules, as the real terraform plans them', () => {
  it.each(modules())('$name', async ({ files }) => {
    const [theirs, ours] = [askTerraform(files), await askOurs(files)];
    if (theirs.refused) expect(ours.refused).toBe(true);
    else expect(ours).toEqual(theirs);
  });
});

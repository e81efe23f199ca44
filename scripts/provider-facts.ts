import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { BlockFacts, DocumentedChecks, TypeFacts } from '../src/terraform/facts/facts.ts';
import { writeFacts } from '../src/terraform/facts/write-facts.ts';
import { documentedRules } from './documented-rules/documented-rules.ts';
import { planningOf } from './planning-rules/planning-rules.ts';
import { refusedOf } from './refused-combinations.ts';

/**
 * Makes `schemas/providers/` from facts as they are collected from a provider: files `<name>-<version>.jsonl`, gzipped or not, with
 * a JSON object for each type; facts that were made so before may be read as well. What `documented-rules/`,
 * `planning-rules/` and `refused-combinations.ts` say of types goes into them.
 * Usage: `npx tsx scripts/provider-facts.ts google-7.45.0.jsonl.gz random-3.9.0.jsonl …`
 */
const root = fileURLToPath(new URL('../schemas/providers', import.meta.url));

/** Parts of collected facts that nothing reads, and what is made anew: kept out of what is read. */
const leftOut: ReadonlySet<string> = new Set(['parameters', 'returnType', 'documented', 'planning', 'refused']);

/** What Terraform brings itself: `terraform providers schema -json` of 1.11.4, that is all there is to say of it. */
const builtin: readonly TypeFacts[] = [
  { type: 'terraform', mode: 'provider' },
  {
    type: 'terraform_data',
    mode: 'managed',
    schemaVersion: 0,
    framework: true,
    attributes: {
      id: { type: 'string', mode: 'computed' },
      input: { type: 'dynamic', mode: 'optional' },
      output: { type: 'dynamic', mode: 'computed' },
      triggers_replace: { type: 'dynamic', mode: 'optional', forceNew: true },
    },
  },
  {
    type: 'terraform_remote_state',
    mode: 'data',
    schemaVersion: 0,
    framework: true,
    attributes: {
      backend: { type: 'string', mode: 'required' },
      config: { type: 'dynamic', mode: 'optional' },
      defaults: { type: 'dynamic', mode: 'optional' },
      outputs: { type: 'dynamic', mode: 'computed' },
      workspace: { type: 'string', mode: 'optional' },
    },
  },
];

write('terraform.io/builtin/terraform', '1.11.4', builtin);
for (const file of process.argv.slice(2)) {
  const [, name, version] = /^(.+?)-(\d+\.\d+\.\d+)\.jsonl(?:\.gz)?$/.exec(basename(file)) ?? [];
  if (name === undefined || version === undefined) throw new Error(`${file} is not named <name>-<version>.jsonl`);
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  write(
    `hashicorp/${name}`,
    version,
    text
      .split('\n')
      .filter(Boolean)
      .flatMap((line) => readType(line, `hashicorp/${name}`)),
  );
}

function write(source: string, version: string, types: readonly TypeFacts[]): void {
  const { lines, index } = writeFacts(source, version, types);
  const folder = join(root, source);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${version}.jsonl`), lines);
  writeFileSync(join(folder, `${version}.index`), index);
  console.log(`${source} ${version}: ${lines.length} bytes`);
}

function readType(line: string, provider: string): TypeFacts[] {
  const type: { mode: string } & Record<string, unknown> = JSON.parse(line);
  if (type.mode === 'function') return [];
  const kept = Object.entries(type).filter(([key]) => !leftOut.has(key));
  const collected = Object.fromEntries(kept) as unknown as TypeFacts; // as collected
  const planning = planningOf(provider, collected);
  const refused = collected.mode === 'managed' ? refusedOf(collected.type) : [];
  return [{ ...withDocumented(collected), ...(planning && { planning }), ...(refused.length > 0 && { refused }) }];
}

/** A type with what is documented of its attributes. */
function withDocumented(type: TypeFacts): TypeFacts {
  const name = type.mode === 'provider' ? 'google' : type.type;
  const documented: Record<string, DocumentedChecks> = {};
  for (const { types, mode = type.mode, path, value, items } of documentedRules) {
    if (mode === type.mode && types.includes(name) && hasAttribute(type, path.split('.')))
      documented[path] = { ...(value && { value }), ...(items && { items }) };
  }
  return Object.keys(documented).length === 0 ? type : { ...type, documented };
}

function hasAttribute(type: TypeFacts, path: readonly string[]): boolean {
  let body: BlockFacts | undefined = type;
  for (const name of path.slice(0, -1)) body = body?.blocks?.[name];
  return body?.attributes?.[path.at(-1) ?? ''] !== undefined;
}

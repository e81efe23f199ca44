import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attribute, Block, Body, Expression } from '../../src/hcl/ast.ts';

/** What a provider says of an argument. */
interface AttributeFacts {
  readonly mode: 'required' | 'optional' | 'computed' | 'optional-computed';
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly deprecated?: boolean;
}

/** What a provider says of a resource type or a nested block. */
export interface BlockFacts extends Relations {
  /** The REST resource behind a type; absent where there is none. */
  readonly api?: { readonly service: string };
  readonly attributes?: Readonly<Record<string, AttributeFacts & Relations>>;
  readonly blocks?: Readonly<Record<string, BlockFacts>>;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Paths from the root of the resource, without indexes. */
interface Relations {
  readonly conflictsWith?: readonly string[];
  readonly exactlyOneOf?: readonly string[];
  readonly atLeastOneOf?: readonly string[];
}

/** Facts of resource types and data sources by block header, such as `resource google_storage_bucket`. */
export type ProviderFacts = ReadonlyMap<string, BlockFacts>;

/** Arguments Terraform itself understands. */
const metaArguments = new Set(['count', 'depends_on', 'for_each', 'lifecycle', 'provider']);

/** The facts extracted for the flagship's types. */
export function readFacts(): ProviderFacts {
  const folder = join(import.meta.dirname, '../fixtures/provider-facts');
  const lines = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n'));
  return new Map(
    lines.map((line) => {
      const facts = JSON.parse(line);
      return [`${facts.mode === 'managed' ? 'resource' : facts.mode} ${facts.type}`, facts];
    }),
  );
}

/** What the provider would refuse in the resources and data sources of a file: unknown, missing, computed, excluding and wrong arguments. */
export function factsFaults(body: Body, facts: ProviderFacts): string[] {
  return body.items.flatMap((item) => {
    if (item.kind !== 'block' || (item.type !== 'resource' && item.type !== 'data')) return [];
    const [type, name] = item.labels.map(({ text }) => text);
    const known = facts.get(`${item.type} ${type}`);
    if (known === undefined) return [`${type}.${name}: unknown type`];
    return blockFaults(item.body, known, []).map((fault) => `${type}.${name}: ${fault}`);
  });
}

function blockFaults(body: Body, facts: BlockFacts, path: readonly string[]): string[] {
  const isRoot = path.length === 0;
  const faults: string[] = [];
  const counts = new Map<string, number>();
  for (const item of body.items) {
    const { name, content, isDynamic } = partOf(item);
    if (isRoot && metaArguments.has(name)) continue;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const at = [...path, name];
    if (content === undefined) faults.push(...attributeFaults(item, facts.attributes?.[name], at));
    else faults.push(...nestedFaults(content, facts.blocks?.[name], at));
    if (!isDynamic && (counts.get(name) ?? 0) > (facts.blocks?.[name]?.maxItems ?? Number.POSITIVE_INFINITY)) {
      faults.push(`${at.join('.')}: too many`);
    }
  }
  return [...faults, ...missing(facts, counts, path), ...relationFaults(facts, counts, path)];
}

/** The name an item stands for, and the body of a nested block; `dynamic` blocks stand for what they make. */
function partOf(item: Attribute | Block): {
  readonly name: string;
  readonly content?: Body;
  readonly isDynamic: boolean;
} {
  if (item.kind === 'attribute') return { name: item.name, isDynamic: false };
  if (item.type !== 'dynamic') return { name: item.type, content: item.body, isDynamic: false };
  const content = item.body.items.find((inner): inner is Block => inner.kind === 'block' && inner.type === 'content');
  if (content === undefined) throw new Error('a dynamic block has no content');
  return { name: item.labels[0]?.text ?? '', content: content.body, isDynamic: true };
}

function nestedFaults(body: Body, facts: BlockFacts | undefined, path: readonly string[]): string[] {
  return facts === undefined ? [`${path.join('.')}: unknown block`] : blockFaults(body, facts, path);
}

function attributeFaults(
  item: Attribute | Block,
  facts: AttributeFacts | undefined,
  path: readonly string[],
): string[] {
  const where = path.join('.');
  if (facts === undefined) return [`${where}: unknown argument`];
  if (facts.mode === 'computed') return [`${where}: set by the provider`];
  if (facts.deprecated === true) return [`${where}: deprecated`];
  const text = item.kind === 'attribute' ? literalText(item.value) : undefined;
  if (text === undefined) return [];
  if (facts.enum !== undefined && !facts.enum.includes(text))
    return [`${where}: \`${text}\` is not one of ${facts.enum.join(', ')}`];
  if (facts.pattern !== undefined && !new RegExp(facts.pattern).test(text))
    return [`${where}: \`${text}\` does not match`];
  return [];
}

/** The text of a string without interpolation. */
function literalText(value: Expression): string | undefined {
  if (value.kind !== 'template') return undefined;
  const texts = value.parts.map((part) => (part.kind === 'text' ? part.text : undefined));
  return texts.includes(undefined) ? undefined : texts.join('');
}

function missing(facts: BlockFacts, counts: ReadonlyMap<string, number>, path: readonly string[]): string[] {
  const attributes = Object.entries(facts.attributes ?? {}).filter(([, { mode }]) => mode === 'required');
  const blocks = Object.entries(facts.blocks ?? {}).filter(([, { minItems = 0 }]) => minItems > 0);
  return [...attributes, ...blocks].flatMap(([name]) =>
    counts.has(name) ? [] : [`${[...path, name].join('.')}: missing`],
  );
}

function relationFaults(facts: BlockFacts, counts: ReadonlyMap<string, number>, path: readonly string[]): string[] {
  const here = path.join('.');
  const setHere = (paths: readonly string[]): number =>
    paths.filter((one) => here === one.split('.').slice(0, -1).join('.') && counts.has(one.split('.').at(-1) ?? ''))
      .length;
  return Object.entries({ ...facts.attributes, ...facts.blocks }).flatMap(([name, relations]) => {
    const where = [...path, name].join('.');
    const faults: string[] = [];
    if (relations.exactlyOneOf !== undefined && setHere(relations.exactlyOneOf) !== 1)
      faults.push(`${where}: not exactly one of its group`);
    if (relations.atLeastOneOf !== undefined && setHere(relations.atLeastOneOf) === 0)
      faults.push(`${where}: none of its group`);
    if (counts.has(name) && setHere(relations.conflictsWith ?? []) > 0) faults.push(`${where}: excluded by another`);
    return faults;
  });
}

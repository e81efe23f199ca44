import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { Diagnostic, RelatedLocation } from '../diagnostics/diagnostic.ts';
import type { Range } from '../diagnostics/range.ts';
import type { JsonValue, NodePosition } from './document.ts';
import { joinPointer } from './pointer.ts';
import { numberFault } from './yaml-number.ts';

/** All aliases of a document together may stand for this many values; what goes beyond it is an alias bomb. */
export const maxAliasedValues = 10_000;

/** The values of a composed YAML document, and the faults that syntax alone does not show. */
export interface YamlValues {
  readonly value: JsonValue;
  readonly positions: Map<string, NodePosition>;
  readonly diagnostics: Diagnostic[];
}

/** Turns a node into a JSON value. Aliases stand at their own place; what is inside them stands at the anchor. */
export function readValues(root: Node | null, text: string, file: string): YamlValues {
  const walk: Walk = { text, file, positions: new Map(), diagnostics: [], anchors: new Map(), open: [], aliased: 0 };
  return { value: readNode(walk, root, '', undefined), positions: walk.positions, diagnostics: walk.diagnostics };
}

interface Walk {
  readonly text: string;
  readonly file: string;
  readonly positions: Map<string, NodePosition>;
  readonly diagnostics: Diagnostic[];
  /** Anchors seen so far; a later one of the same name takes its place. */
  readonly anchors: Map<string, Node>;
  /** Collections being read, to notice an alias inside its own anchor. */
  readonly open: Node[];
  /** Values read by way of aliases. */
  aliased: number;
  /** Set while reading what an alias stands for. */
  alias?: Alias | undefined;
}

function readNode(walk: Walk, node: Node | null, pointer: string, key: Range | undefined): JsonValue {
  const value = node ? rangeOf(node, walk.text) : { start: key?.end ?? 0, end: key?.end ?? 0 };
  walk.positions.set(pointer, key ? { key, value } : { value });
  if (node === null) return null;
  if (walk.alias && !mayReadMore(walk, walk.alias)) return null;
  checkTag(walk, node);
  if (isAlias(node)) return readAlias(walk, node, pointer, key);
  const anchor = 'anchor' in node ? node.anchor : undefined;
  if (anchor && !walk.alias) walk.anchors.set(anchor, node);
  if (isScalar(node)) return readScalar(walk, node);
  walk.open.push(node);
  const read = isMap(node) ? readMap(walk, node, pointer) : isSeq(node) ? readList(walk, node, pointer) : null;
  walk.open.pop();
  return read;
}

function readScalar(walk: Walk, node: Scalar): JsonValue {
  const { value, source } = node;
  if (typeof value === 'number') {
    const fault = numberFault(source ?? '', value);
    if (!fault) return value === 0 ? 0 : value;
    const hint = `put it in quotes if it is text: "${source}"`;
    report(walk, 'yaml-number', `\`${source}\` ${fault}`, rangeOf(node, walk.text), { hint });
    return Number.isFinite(value) ? value : null;
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

function readList(walk: Walk, node: YAMLSeq, pointer: string): JsonValue {
  // The composer makes nodes of everything it puts into a list.
  return node.items.map((item, index) => readNode(walk, item as Node | null, joinPointer(pointer, index), undefined));
}

function readMap(walk: Walk, node: YAMLMap, pointer: string): JsonValue {
  const entries = new Map<string, JsonValue>();
  const keys = new Map<string, Range>();
  for (const item of node.items) {
    // The composer makes nodes of everything it puts into a map.
    const [keyNode, valueNode] = [item.key as Node | null, item.value as Node | null];
    const range = keyNode ? rangeOf(keyNode, walk.text) : { start: 0, end: 0 };
    const key = readKey(walk, keyNode, range);
    if (key === undefined) continue;
    const first = keys.get(key);
    if (first) {
      const related = [{ message: 'first set here', location: { file: walk.file, range: first } }];
      report(walk, 'yaml-duplicate-key', `key \`${key}\` is set twice`, range, { related, hint: 'remove one of them' });
      continue;
    }
    keys.set(key, range);
    entries.set(key, readNode(walk, valueNode, joinPointer(pointer, key), range));
  }
  return Object.fromEntries(entries);
}

/** The key as text; undefined, and a diagnostic, when it is none. */
function readKey(walk: Walk, node: Node | null, range: Range): string | undefined {
  if (isScalar(node) && typeof node.value === 'string') {
    if (node.value !== '<<' || node.type !== 'PLAIN') return node.value;
    const hint = 'write the keys out, or let the environment extend a base (`spec.extends`)';
    report(walk, 'yaml-merge-key', 'merge key `<<` is not part of YAML 1.2', range, { hint });
    return undefined;
  }
  const written = walk.text.slice(range.start, range.end);
  if (isScalar(node)) {
    const hint = `put the key in quotes: "${written}"`;
    report(walk, 'yaml-key-not-string', `key \`${written}\` is not a string`, range, { hint });
  } else {
    const isTemplate = written.startsWith('{');
    report(
      walk,
      'yaml-key-not-string',
      `a ${isSeq(node) ? 'list' : isMap(node) ? 'map' : 'reference'} cannot be a key`,
      range,
      {
        ...(isTemplate && { hint: 'put a value that starts with `{{` in quotes' }),
      },
    );
  }
  return undefined;
}

function readAlias(walk: Walk, node: Alias, pointer: string, key: Range | undefined): JsonValue {
  const range = rangeOf(node, walk.text);
  const target = walk.anchors.get(node.source);
  if (!target || walk.open.includes(target)) {
    const problem = target ? 'stands inside the value it refers to' : 'refers to no anchor before it';
    const hint = target ? 'write the value out' : `quote the value if it is text: "*${node.source}"`;
    report(walk, 'yaml-alias', `alias \`*${node.source}\` ${problem}`, range, { hint });
    return null;
  }
  const outer = walk.alias;
  walk.alias = outer ?? node;
  const value = readNode(walk, target, pointer, key);
  walk.alias = outer;
  const position: NodePosition = key ? { key, value: range } : { value: range };
  walk.positions.set(pointer, position);
  return value;
}

/** Counts a value read by way of an alias; reports the first one too many. */
function mayReadMore(walk: Walk, alias: Alias): boolean {
  walk.aliased += 1;
  if (walk.aliased === maxAliasedValues + 1) {
    const message = `with \`*${alias.source}\` the aliases of this document stand for more than ${maxAliasedValues} values`;
    report(walk, 'yaml-alias', message, rangeOf(alias, walk.text), { hint: 'write the values out' });
  }
  return walk.aliased <= maxAliasedValues;
}

const coreTags = new Set([
  '!',
  ...['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((tag) => `tag:yaml.org,2002:${tag}`),
]);

function checkTag(walk: Walk, node: Node): void {
  const tag = 'tag' in node ? node.tag : undefined;
  if (!tag || walk.alias || coreTags.has(tag)) return;
  const shown = tag.replace('tag:yaml.org,2002:', '!!');
  const message = `tag \`${shown}\` is not one of YAML's core schema`;
  report(walk, 'yaml-tag', message, rangeOf(node, walk.text), {
    hint: 'remove the tag, or quote the value if it is text',
  });
}

interface Extras {
  readonly hint?: string;
  readonly related?: readonly RelatedLocation[];
}

function report(walk: Walk, code: DiagnosticCode, message: string, range: Range, extras: Extras): void {
  // What an alias stands for was reported where the anchor stands.
  if (walk.alias && code !== 'yaml-alias') return;
  walk.diagnostics.push({ code, severity: 'error', message, location: { file: walk.file, range }, ...extras });
}

/** From the first to the last character that belongs to the value: block collections end with their last item, not with the blank lines behind. */
function rangeOf(node: Node, text: string): Range {
  const [start, end] = node.range ?? [0, 0, 0];
  if ((isMap(node) || isSeq(node)) && !node.flow)
    return { start, end: Math.max(start, endOfLastItem(node, text) ?? end) };
  if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) {
    return { start, end: start + text.slice(start, end).trimEnd().length };
  }
  return { start, end };
}

function endOfLastItem(node: YAMLMap | YAMLSeq, text: string): number | undefined {
  const last: unknown = node.items.at(-1);
  if (last === undefined) return undefined;
  // Items are pairs in a map, nodes in a list.
  const item = isMap(node)
    ? ((last as YAMLMap['items'][number]).value ?? (last as YAMLMap['items'][number]).key)
    : last;
  return item ? rangeOf(item as Node, text).end : undefined;
}

import type { Block, Body } from '../../hcl/ast.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import { bind, report, type Scope } from '../../hcl/evaluate/scope.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { marksOf, withMarks } from '../../hcl/values/marks.ts';
import { madeFrom } from '../../hcl/values/origin.ts';
import { describeType } from '../../hcl/values/types.ts';
import {
  integerValue,
  isMapping,
  isSequence,
  objectValue,
  stringValue,
  tupleValue,
  typeOf,
  unknownAny,
} from '../../hcl/values/values.ts';
import { argumentOf, blocksOf } from '../config/blocks.ts';
import { iteratorOf } from '../config/module-references.ts';

/** What an attribute that is not written is read as: path from the body's own root to it. */
export type Computed = (path: readonly (string | number)[]) => Value;

/** What of a body is not a value of the provider's. */
export interface BodyOptions {
  readonly leaveOut: ReadonlySet<string>;
  /** Absent: what is not written is not there. */
  readonly computed?: Computed;
}

/** The value of a body: attributes as written, nested blocks of a type together as a tuple of objects. */
export function evaluateBody(body: Body, scope: Scope, options: BodyOptions): ObjectValue {
  return evaluateLevel(body, scope, options, []);
}

type Path = readonly (string | number)[];

function evaluateLevel(body: Body, scope: Scope, options: BodyOptions, path: Path): ObjectValue {
  const entries = new Map<string, Value>();
  const blocks = new Map<string, Group>();
  for (const item of body.items) {
    if (path.length === 0 && options.leaveOut.has(item.kind === 'attribute' ? item.name : item.type)) continue;
    if (item.kind === 'attribute') entries.set(item.name, evaluateExpression(item.value, scope));
    else if (item.type === 'dynamic') addDynamic(item, scope, options, path, blocks);
    else addBlock(item.type, item, item.body, scope, options, path, blocks);
  }
  for (const [type, group] of blocks) entries.set(type, finishGroup(group, scope));
  const value = objectValue(entries);
  const { computed } = options;
  return computed === undefined ? value : { ...value, open: (name) => computed([...path, name]) };
}

interface Group {
  readonly first: Block;
  readonly items: Value[];
  known: boolean;
}

function groupOf(type: string, block: Block, blocks: Map<string, Group>): Group {
  const group = blocks.get(type) ?? { first: block, items: [], known: true };
  blocks.set(type, group);
  return group;
}

function addBlock(
  type: string,
  block: Block,
  body: Body,
  scope: Scope,
  options: BodyOptions,
  path: Path,
  blocks: Map<string, Group>,
): void {
  const group = groupOf(type, block, blocks);
  const value = evaluateLevel(body, scope, options, [...path, type, group.items.length]);
  const located = madeFrom(value, { file: scope.file, range: block.headerRange }, [...value.entries.values()]);
  group.items.push(located);
}

function finishGroup({ first, items, known }: Group, scope: Scope): Value {
  return madeFrom(known ? tupleValue(items) : unknownAny, { file: scope.file, range: first.headerRange }, items);
}

function addDynamic(block: Block, scope: Scope, options: BodyOptions, path: Path, blocks: Map<string, Group>): void {
  const type = block.labels[0]?.text;
  const forEach = argumentOf(block.body, 'for_each')?.value;
  const [content] = blocksOf(block.body, 'content');
  if (type === undefined || forEach === undefined || content === undefined) {
    const missing =
      type === undefined ? 'the type of the block' : forEach === undefined ? 'for_each' : 'a content block';
    report(scope, {
      code: 'invalid-declaration',
      message: `this dynamic block has no ${missing}`,
      range: block.headerRange,
    });
    return;
  }
  const collection = evaluateExpression(forEach, scope);
  const elements = elementsOf(collection, forEach.range, scope);
  if (elements === undefined) {
    groupOf(type, block, blocks).known = false;
    return;
  }
  const iterator = iteratorOf(block.body, type);
  for (const [key, value] of elements) {
    const bound = objectValue(
      new Map<string, Value>([
        ['key', key],
        ['value', withMarks(value, marksOf(collection))],
      ]),
    );
    addBlock(type, content, content.body, bind(scope, iterator, bound), options, path, blocks);
  }
  // An empty collection writes no block, but the type has been looked at: it is an empty list then.
  groupOf(type, block, blocks);
}

function elementsOf(
  collection: Value,
  range: Block['range'],
  scope: Scope,
): readonly (readonly [Value, Value])[] | undefined {
  if (collection.kind === 'unknown' || (collection.kind === 'object' && collection.open !== undefined))
    return undefined;
  if (collection.kind === 'set') return collection.items.map((item) => [item, item]);
  if (isSequence(collection)) return collection.items.map((item, index) => [integerValue(index), item]);
  if (isMapping(collection)) return [...collection.entries].map(([key, item]) => [stringValue(key), item]);
  const what = collection.kind === 'null' ? 'null' : describeType(typeOf(collection));
  report(scope, { code: 'invalid-for-each', message: `for_each is ${what}, a list, set or map expected`, range });
  return undefined;
}

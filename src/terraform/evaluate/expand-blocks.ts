import type { Block, Body } from '../../hcl/ast.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import { bind, report, type Scope } from '../../hcl/evaluate/scope.ts';
import type { Value } from '../../hcl/value.ts';
import { marksOf, withMarks } from '../../hcl/values/marks.ts';
import { describeType } from '../../hcl/values/types.ts';
import { integerValue, isMapping, isSequence, objectValue, stringValue, typeOf } from '../../hcl/values/values.ts';
import { argumentOf, blocksOf } from '../config/blocks.ts';
import { iteratorOf } from '../config/module-references.ts';

/** A nested block, as written or made by a `dynamic` one. */
export interface WrittenBlock {
  /** What a fault of the block as a whole is shown at: the block, or the `dynamic` block. */
  readonly block: Block;
  /** What the block holds; the `content` of a dynamic one. */
  readonly body: Body;
  readonly labels: Block['labels'];
  readonly scope: Scope;
}

/** The nested blocks of one type in a body, in order. */
export interface BlockGroup {
  readonly type: string;
  readonly first: Block;
  readonly blocks: WrittenBlock[];
  /** Whether it is known how many there are; a `dynamic` block over an unknown collection leaves that open. */
  isKnown: boolean;
}

/** The nested blocks of a body by type, `dynamic` ones expanded. A dynamic block over nothing still leaves a group, an empty one. */
export function blockGroups(body: Body, scope: Scope): ReadonlyMap<string, BlockGroup> {
  const groups = new Map<string, BlockGroup>();
  for (const item of body.items) {
    if (item.kind === 'attribute') continue;
    if (item.type === 'dynamic') expandDynamic(item, scope, groups);
    else {
      groupOf(item.type, item, groups).blocks.push({ block: item, body: item.body, labels: item.labels, scope });
    }
  }
  return groups;
}

function groupOf(type: string, block: Block, groups: Map<string, BlockGroup>): BlockGroup {
  const group = groups.get(type) ?? { type, first: block, blocks: [], isKnown: true };
  groups.set(type, group);
  return group;
}

function expandDynamic(block: Block, scope: Scope, groups: Map<string, BlockGroup>): void {
  const type = block.labels[0]?.text;
  const forEach = argumentOf(block.body, 'for_each')?.value;
  const [content] = blocksOf(block.body, 'content');
  if (type === undefined || forEach === undefined || content === undefined) {
    const missing =
      type === undefined ? 'the type of the block' : forEach === undefined ? 'for_each' : 'a content block';
    const message = `this dynamic block has no ${missing}`;
    report(scope, { code: 'invalid-declaration', message, range: block.headerRange });
    return;
  }
  const group = groupOf(type, block, groups);
  const collection = evaluateExpression(forEach, scope);
  const elements = elementsOf(collection, forEach.range, scope);
  if (elements === undefined) {
    group.isKnown = false;
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
    const inner = bind(scope, iterator, bound);
    group.blocks.push({ block, body: content.body, labels: content.labels, scope: inner });
  }
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

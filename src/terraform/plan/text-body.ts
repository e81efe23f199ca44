import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isSequence } from '../../hcl/values/values.ts';
import type { BlockFacts } from '../facts/facts.ts';
import { changeLines, hiddenNote, type Pair, pairLists, pairSets } from './text-changes.ts';
import { isPresent, isUnchanged, type LineContext, label, line, type Sign } from './text-lines.ts';

/** What a body is printed with. */
export interface BodyTextContext extends LineContext {
  /** Paths of attributes that force a replacement, steps joined by `/`. */
  readonly forcing: ReadonlySet<string>;
}

/** Attributes that are shown also when they stay, to tell one resource from another. */
const telling: ReadonlySet<string> = new Set(['id', 'name', 'tags']);

/** The lines of a resource's attributes and nested blocks: all that come or go, and of those that are there the changed ones. */
export function bodyLines(
  depth: number,
  facts: BlockFacts,
  old: ObjectValue | undefined,
  now: ObjectValue | undefined,
  path: string,
  context: BodyTextContext,
): readonly string[] {
  const names = [...new Set([...(old?.entries.keys() ?? []), ...(now?.entries.keys() ?? [])])].sort();
  const blocks = names.filter((name) => facts.blocks?.[name] !== undefined);
  const attributes = names.filter((name) => facts.blocks?.[name] === undefined);
  return [
    ...attributeLines(depth, attributes, old, now, path, context),
    ...blockGroups(depth, blocks, facts, old, now, path, context),
  ];
}

function attributeLines(
  depth: number,
  names: readonly string[],
  old: ObjectValue | undefined,
  now: ObjectValue | undefined,
  path: string,
  context: BodyTextContext,
): readonly string[] {
  const present = names.filter((name) => isPresent(old?.entries.get(name)) || isPresent(now?.entries.get(name)));
  const isSame = (name: string): boolean => isUnchanged(old?.entries.get(name), now?.entries.get(name));
  const shown = present.filter((name) => !isSame(name) || (depth === 1 && telling.has(name)));
  const width = Math.max(0, ...shown.map((name) => name.length));
  const lines = shown.flatMap((name) => {
    const remark = context.forcing.has(`${path}${name}`) ? ' # forces replacement' : '';
    return changeLines(depth, label(name, width), old?.entries.get(name), now?.entries.get(name), remark, context);
  });
  return [...lines, ...hiddenNote(present.length - shown.length, 'attribute', depth)];
}

function blockGroups(
  depth: number,
  names: readonly string[],
  facts: BlockFacts,
  old: ObjectValue | undefined,
  now: ObjectValue | undefined,
  path: string,
  context: BodyTextContext,
): readonly string[] {
  let hidden = 0;
  const lines: string[] = [];
  for (const name of names) {
    const nested = facts.blocks?.[name];
    if (nested === undefined) continue;
    const before = old?.entries.get(name);
    const after = now?.entries.get(name);
    if (after?.kind === 'unknown') {
      lines.push('', line(isPresent(before) ? '~' : '+', depth, `${name} (known after apply)`));
      continue;
    }
    for (const [index, [left, right]] of pairsOf(before, after).entries()) {
      if (isUnchanged(left, right)) hidden++;
      else lines.push('', ...blockLines(depth, name, nested, left, right, `${path}${name}/${index}/`, context));
    }
  }
  const note = hiddenNote(hidden, 'block', depth);
  return note.length === 0 ? lines : [...lines, '', ...note];
}

function pairsOf(before: Value | undefined, after: Value | undefined): readonly Pair[] {
  if (before?.kind === 'set' || after?.kind === 'set') return pairSets(itemsOf(before), itemsOf(after));
  if (before?.kind === 'object' || after?.kind === 'object') return [[before, after]];
  return pairLists(itemsOf(before), itemsOf(after));
}

// Marks inside of a set are kept on the set, so they are handed to its blocks.
function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || !isSequence(value)) return [];
  return value.sensitive === true ? value.items.map((item): Value => ({ ...item, sensitive: true })) : value.items;
}

function blockLines(
  depth: number,
  name: string,
  facts: BlockFacts,
  old: Value | undefined,
  now: Value | undefined,
  path: string,
  context: BodyTextContext,
): readonly string[] {
  const sign: Sign = !isPresent(old) ? '+' : isPresent(now) ? '~' : '-';
  // The block itself forces the replacement when another number of them does.
  const group = path.slice(0, path.lastIndexOf('/', path.length - 2));
  const remark = context.forcing.has(group) ? ' # forces replacement' : '';
  const isSecret = old?.sensitive === true || now?.sensitive === true;
  const inner = isSecret
    ? [line(' ', depth + 1, '# (sensitive values)')]
    : bodyLines(depth + 1, facts, asObject(old), asObject(now), path, context);
  if (inner.length === 0) return [line(sign, depth, `${name} {}${remark}`)];
  return [line(sign, depth, `${name} {${remark}`), ...inner, line(' ', depth, '}')];
}

function asObject(value: Value | undefined): ObjectValue | undefined {
  return value?.kind === 'object' ? value : undefined;
}

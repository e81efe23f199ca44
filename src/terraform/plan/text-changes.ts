import type { Value } from '../../hcl/value.ts';
import { setKey } from '../../hcl/values/sets.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';
import {
  inlineText,
  isPresent,
  isStructure,
  isUnchanged,
  keyText,
  type LineContext,
  label,
  line,
  wholeLines,
} from './text-lines.ts';

/** The lines of a value that may have changed, behind a label. `tail` follows the value: a comma, a remark. */
export function changeLines(
  depth: number,
  before: string,
  old: Value | undefined,
  now: Value | undefined,
  tail: string,
  context: LineContext,
): readonly string[] {
  if (!isPresent(old)) return isPresent(now) ? wholeLines('+', depth, before, now, tail, context) : [];
  if (!isPresent(now)) return wholeLines('-', depth, before, old, tail === ',' ? tail : ` -> null${tail}`, context);
  return isUnchanged(old, now)
    ? wholeLines(' ', depth, before, now, tail, context)
    : differenceLines(depth, before, old, now, tail, context);
}

function differenceLines(
  depth: number,
  before: string,
  old: Value,
  now: Value,
  tail: string,
  context: LineContext,
): readonly string[] {
  if (isStructure(old) && isStructure(now)) {
    if (isMapping(old) && isMapping(now)) return mapLines(depth, before, old.entries, now.entries, tail, context);
    if (isSequence(old) && isSequence(now)) return sequenceLines(depth, before, old, now, tail, context);
  }
  if (isStructure(old)) return replacedStructure(depth, before, old, now, tail, context);
  if (isStructure(now)) return wholeLines('~', depth, `${before}${inlineText(old, context)} -> `, now, tail, context);
  const [left, right] = [inlineText(old, context), inlineText(now, context)];
  return [line('~', depth, `${before}${left === right ? right : `${left} -> ${right}`}${tail}`)];
}

function replacedStructure(
  depth: number,
  before: string,
  old: Value,
  now: Value,
  tail: string,
  context: LineContext,
): readonly string[] {
  const [, ...members] = wholeLines('-', depth, before, old, ` -> ${inlineText(now, context)}${tail}`, context);
  return [line('~', depth, `${before}${isMapping(old) ? '{' : '['}`), ...members];
}

function mapLines(
  depth: number,
  before: string,
  old: ReadonlyMap<string, Value>,
  now: ReadonlyMap<string, Value>,
  tail: string,
  context: LineContext,
): readonly string[] {
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  const changed = keys.filter((key) => !isUnchanged(old.get(key), now.get(key)));
  const width = Math.max(0, ...changed.map((key) => keyText(key).length));
  const members = changed.flatMap((key) =>
    changeLines(depth + 1, label(keyText(key), width), old.get(key), now.get(key), '', context),
  );
  const hidden = hiddenNote(keys.length - changed.length, 'attribute', depth + 1);
  const { remark, end } = splitTail(tail);
  return [line('~', depth, `${before}{${remark}`), ...members, ...hidden, line(' ', depth, `}${end}`)];
}

/** A remark on what is not shown, when there is any. */
export function hiddenNote(count: number, what: string, depth: number): readonly string[] {
  return count === 0 ? [] : [line(' ', depth, `# (${count} unchanged ${what}${count === 1 ? '' : 's'} hidden)`)];
}

type Sequence = Extract<Value, { readonly items: readonly Value[] }>;

function sequenceLines(
  depth: number,
  before: string,
  old: Sequence,
  now: Sequence,
  tail: string,
  context: LineContext,
): readonly string[] {
  const pairs =
    old.kind === 'set' || now.kind === 'set' ? pairSets(old.items, now.items) : pairLists(old.items, now.items);
  const isSet = old.kind === 'set' || now.kind === 'set';
  const items: string[] = [];
  let hidden = 0;
  for (const [index, [left, right]] of pairs.entries()) {
    // In a list, what stands beside a change tells where that is.
    const isNear = !isSet && [pairs[index - 1], pairs[index + 1]].some((pair) => pair !== undefined && differs(pair));
    if (differs([left, right]) || isNear) {
      items.push(...hiddenNote(hidden, 'element', depth + 1));
      hidden = 0;
      items.push(...changeLines(depth + 1, '', left, right, ',', context));
    } else hidden++;
  }
  items.push(...hiddenNote(hidden, 'element', depth + 1));
  const { remark, end } = splitTail(tail);
  return [line('~', depth, `${before}[${remark}`), ...items, line(' ', depth, `]${end}`)];
}

function differs([left, right]: Pair): boolean {
  return !isUnchanged(left, right);
}

/** Remarks stand where a structure begins, commas where it ends. */
function splitTail(tail: string): { readonly remark: string; readonly end: string } {
  return tail === ',' ? { remark: '', end: tail } : { remark: tail, end: '' };
}

/** What was there with what is there now in its place; undefined for what is only in one of them. */
export type Pair = readonly [Value | undefined, Value | undefined];

/** Elements of lists in pairs: the equal ones at both ends, and those between by their place. */
export function pairLists(old: readonly Value[], now: readonly Value[]): readonly Pair[] {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && isUnchanged(old[start], now[start])) start++;
  let end = 0;
  while (end < shorter - start && isUnchanged(old.at(-1 - end), now.at(-1 - end))) end++;
  const left = old.slice(start, old.length - end);
  const right = now.slice(start, now.length - end);
  const between = Array.from(
    { length: Math.max(left.length, right.length) },
    (_, index): Pair => [left[index], right[index]],
  );
  const last = now.slice(now.length - end);
  return [...now.slice(0, start).map(twice), ...between, ...last.map(twice)];
}

function twice(value: Value): Pair {
  return [value, value];
}

/** Elements of sets in pairs of equal ones, then those that go and those that come. */
export function pairSets(old: readonly Value[], now: readonly Value[]): readonly Pair[] {
  const left = new Map(old.map((item) => [setKey(item), item]));
  const added: Value[] = [];
  const same: Pair[] = [];
  for (const item of now) {
    const key = setKey(item);
    if (left.delete(key)) same.push([item, item]);
    else added.push(item);
  }
  const removed = [...left.values()].map((item): Pair => [item, undefined]);
  return [...same, ...removed, ...added.map((item): Pair => [undefined, item])];
}

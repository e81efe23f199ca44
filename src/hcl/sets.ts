import { compareBytes } from './byte-order.ts';
import { joinMarks, type Marks, marksWithin, noMarks, withMarks, withoutMarksWithin } from './marks.ts';
import { compareNumbers } from './number.ts';
import { formatNumber } from './number-text.ts';
import { isPrimitive } from './types.ts';
import type { SetValue, Type, Value } from './value.ts';
import { isMapping, isSequence, isWhollyKnown } from './values.ts';

/**
 * A set of the given elements: duplicates fall together, the order is Terraform's (strings by bytes, numbers by size, anything else by the
 * text of {@link setKey}; null after known values, unknown last). Marks of elements move to the set, since a set cannot tell them apart.
 */
export function setValue(element: Type, items: readonly Value[]): SetValue {
  let marks: Marks = noMarks;
  const unique = new Map<string, Value>();
  for (const [index, item] of items.entries()) {
    marks = joinMarks(marks, marksWithin(item));
    const bare = withoutMarksWithin(item);
    // Unknown elements may turn out equal or different: each is kept.
    const key = isWhollyKnown(bare) ? setKey(bare) : `?${index}`;
    if (!unique.has(key)) unique.set(key, bare);
  }
  return withMarks<SetValue>({ kind: 'set', element, items: inOrder(element, unique) }, marks);
}

/** A text that is equal for equal values of one type, and by which sets of structures are ordered. */
export function setKey(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return '?';
    case 'null':
      return '~';
    case 'string':
      return quoteLikeGo(value.value);
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return value.value ? 'T' : 'F';
    case 'list':
    case 'set':
      return `[${value.items.map((item) => `${setKey(item)};`).join('')}]`;
    case 'tuple':
      return `<${value.items.map((item) => `${setKey(item)};`).join('')}>`;
    case 'map':
      return `{${[...value.entries].map(([key, item]) => `${quoteLikeGo(key)}:${setKey(item)};`).join('')}}`;
    case 'object':
      return `<${[...value.entries.values()].map((item) => `${setKey(item)};`).join('')}>`;
  }
}

function inOrder(element: Type, unique: ReadonlyMap<string, Value>): readonly Value[] {
  const entries = [...unique];
  if (entries.length < 2) return entries.map(([, value]) => value);
  const order = isPrimitive(element) ? comparePrimitives : undefined;
  entries.sort(([keyA, a], [keyB, b]) => rank(a) - rank(b) || (order?.(a, b) ?? compareBytes(keyA, keyB)));
  return entries.map(([, value]) => value);
}

function rank(value: Value): number {
  return value.kind === 'unknown' ? 2 : value.kind === 'null' ? 1 : 0;
}

function comparePrimitives(a: Value, b: Value): number {
  if (a.kind === 'string' && b.kind === 'string') return compareBytes(a.value, b.value);
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a.value, b.value);
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value);
  return 0;
}

/** Whether the value is a set or contains one. */
export function containsSet(value: Value): boolean {
  if (value.kind === 'set') return true;
  if (isSequence(value)) return value.items.some(containsSet);
  return isMapping(value) && [...value.entries.values()].some(containsSet);
}

const goEscapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** A text quoted as Go's `%q` does, which escapes what cannot be printed. */
export function quoteLikeGo(text: string): string {
  return `"${text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) => goEscapes[character] ?? escapeCode(character))}"`;
}

function escapeCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

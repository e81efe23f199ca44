import { generalForm, hasMinus } from '../functions/format-number.ts';
import type { BigFloat, SetValue, Type, Value } from '../value.ts';
import { compareBytes } from './byte-order.ts';
import { joinMarks, type Marks, marksWithin, noMarks, withMarks, withoutMarksWithin } from './marks.ts';
import { compareNumbers } from './number.ts';
import { formatNumber } from './number-text.ts';
import { isPrimitive } from './types.ts';
import { isWhollyKnown } from './values.ts';

/**
 * A set of the given elements: duplicates fall together, the order is Terraform's (strings by bytes, numbers by size, anything else by a
 * text of them; unknown values after known ones, null last). Marks of elements move to the set, since a set cannot tell them apart.
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

/** A text that is equal for equal values of one type and differs for others. */
export function setKey(value: Value): string {
  return keyText(value, formatNumber);
}

// Terraform orders structures by such a text, in which numbers have ten digits.
function orderKey(value: Value): string {
  return keyText(value, (number) => `${hasMinus(number) ? '-' : ''}${generalForm(number, 10, 'e')}`);
}

function keyText(value: Value, numberText: (value: BigFloat) => string): string {
  const text = (member: Value): string => `${keyText(member, numberText)};`;
  switch (value.kind) {
    case 'unknown':
      return '?';
    case 'null':
      return '~';
    case 'string':
      return quoteLikeGo(value.value);
    case 'number':
      return numberText(value.value);
    case 'bool':
      return value.value ? 'T' : 'F';
    case 'list':
    case 'set':
      return `[${value.items.map(text).join('')}]`;
    case 'tuple':
      return `<${value.items.map(text).join('')}>`;
    case 'map':
      return `{${[...value.entries].map(([key, item]) => `${quoteLikeGo(key)}:${text(item)}`).join('')}}`;
    case 'object':
      return `<${[...value.entries.values()].map(text).join('')}>`;
  }
}

function inOrder(element: Type, unique: ReadonlyMap<string, Value>): readonly Value[] {
  const values = [...unique.values()];
  if (values.length < 2) return values;
  if (isPrimitive(element)) return values.sort((a, b) => rank(a) - rank(b) || comparePrimitives(a, b));
  const keyed = values.map((value) => ({ value, key: orderKey(value) }));
  keyed.sort((a, b) => rank(a.value) - rank(b.value) || compareBytes(a.key, b.key));
  return keyed.map(({ value }) => value);
}

function rank(value: Value): number {
  return value.kind === 'null' ? 2 : value.kind === 'unknown' ? 1 : 0;
}

function comparePrimitives(a: Value, b: Value): number {
  if (a.kind === 'string' && b.kind === 'string') return compareBytes(a.value, b.value);
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a.value, b.value);
  if (a.kind === 'bool' && b.kind === 'bool') return Number(a.value) - Number(b.value);
  return 0;
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

// Nearly all texts: the classes below take V8 a millisecond or two to compile.
const isPlain = /^[ !#-[\]-~]*$/;

/** A text quoted as Go's `%q` does, which escapes what cannot be printed. */
export function quoteLikeGo(text: string): string {
  if (isPlain.test(text)) return `"${text}"`;
  return `"${text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) => goEscapes[character] ?? escapeCode(character))}"`;
}

function escapeCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

import type { Value } from '../value.ts';
import { isMapping, isSequence, membersOf } from './values.ts';

/** What a value may carry besides itself. */
export interface Marks {
  readonly sensitive?: true;
  readonly ephemeral?: true;
}

/** No marks. */
export const noMarks: Marks = {};

/** The marks of the value itself, not of its members. */
export function marksOf(value: Value): Marks {
  if (value.sensitive !== true && value.ephemeral !== true) return noMarks;
  return { ...(value.sensitive && { sensitive: true }), ...(value.ephemeral && { ephemeral: true }) };
}

/** Both sets of marks. */
export function joinMarks(a: Marks, b: Marks): Marks {
  if (a === noMarks || a === b) return b;
  if (b === noMarks) return a;
  const sensitive = a.sensitive ?? b.sensitive;
  const ephemeral = a.ephemeral ?? b.ephemeral;
  return { ...(sensitive && { sensitive }), ...(ephemeral && { ephemeral }) };
}

/** The value with further marks. */
export function withMarks<T extends Value>(value: T, marks: Marks): T {
  if (
    (marks.sensitive ?? value.sensitive) === value.sensitive &&
    (marks.ephemeral ?? value.ephemeral) === value.ephemeral
  ) {
    return value;
  }
  // What carries the marks may be a value itself, of which nothing else is meant.
  const { sensitive, ephemeral } = marks;
  return { ...value, ...(sensitive && { sensitive }), ...(ephemeral && { ephemeral }) };
}

/** The value without its own marks; members keep theirs. */
export function withoutMarks(value: Value): Value {
  if (value.sensitive === undefined && value.ephemeral === undefined) return value;
  const { sensitive: _sensitive, ephemeral: _ephemeral, ...rest } = value;
  return rest;
}

const deepMarks = new WeakMap<Value, Marks>();

/** All marks of the value and its members. */
export function marksWithin(value: Value): Marks {
  if (!isSequence(value) && !isMapping(value)) return marksOf(value);
  const remembered = deepMarks.get(value);
  if (remembered !== undefined) return remembered;
  let marks = marksOf(value);
  for (const member of membersOf(value)) marks = joinMarks(marks, marksWithin(member));
  deepMarks.set(value, marks);
  return marks;
}

/** The value without any marks, also on members; the same value when there are none. */
export function withoutMarksWithin(value: Value): Value {
  if (marksWithin(value) === noMarks) return value;
  const bare = withoutMarks(value);
  if (isSequence(bare)) return { ...bare, items: bare.items.map(withoutMarksWithin) };
  if (!isMapping(bare)) return bare;
  const entries = new Map<string, Value>();
  for (const [key, member] of bare.entries) entries.set(key, withoutMarksWithin(member));
  return { ...bare, entries };
}

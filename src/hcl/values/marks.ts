import type { Value } from '../value.ts';
import { containedIn, Findings, isMapping, isSequence } from './values.ts';

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

const marksOfMembers = new Findings<Marks>();

/** All marks of the value and its members. */
export function marksWithin(value: Value): Marks {
  const members = containedIn(value);
  if (members === undefined) return marksOf(value);
  let marks = marksOfMembers.of(members);
  if (marks === undefined) {
    marks = noMarks;
    for (const member of members.values()) marks = joinMarks(marks, marksWithin(member));
    marksOfMembers.keep(members, marks);
  }
  return joinMarks(marksOf(value), marks);
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

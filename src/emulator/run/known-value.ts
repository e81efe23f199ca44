import type { Value } from '../../hcl/value.ts';
import { tryConvert } from '../../hcl/values/convert.ts';
import { withMarks } from '../../hcl/values/marks.ts';
import { setValue } from '../../hcl/values/sets.ts';
import { isMapping, isSequence, nullValue } from '../../hcl/values/values.ts';
import { madeUpOfType } from './computed-values.ts';
import { valueOfJson } from './json-values.ts';
import type { MadeUpScope } from './made-up.ts';

/** A value with something made up in place of everything unknown: of its type, else null. `label` says what it follows from. */
export function knownValue(
  value: Value,
  label: string,
  scope: MadeUpScope,
  path: readonly (string | number)[] = [],
): Value {
  const inside = (member: Value, step: string | number): Value => knownValue(member, label, scope, [...path, step]);
  if (value.kind === 'unknown') {
    const madeUp = valueOfJson(madeUpOfType(value.type, `${label} ${JSON.stringify(path)}`, scope));
    return withMarks(tryConvert(madeUp, value.type) ?? nullValue(value.type), value);
  }
  if (value.kind === 'set') return withMarks(setValue(value.element, value.items.map(inside)), value);
  if (isSequence(value)) return { ...value, items: value.items.map(inside) };
  if (!isMapping(value)) return value;
  return { ...value, entries: new Map([...value.entries].map(([key, member]) => [key, inside(member, key)])) };
}

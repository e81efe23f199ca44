import type { Value } from '../../hcl/value.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';

/** Whether the same parts of two equal values are sensitive. What lies inside of something sensitive does not count. */
export function haveSameMarks(a: Value, b: Value): boolean {
  if (a.sensitive === true || b.sensitive === true) return a.sensitive === b.sensitive;
  if (isMapping(a) && isMapping(b)) {
    const { entries } = b;
    return [...a.entries].every(([key, member]) => haveSameMarks(member, entries.get(key) ?? member));
  }
  if (!isSequence(a) || !isSequence(b)) return true;
  const { items } = b;
  return a.items.every((item, index) => haveSameMarks(item, items[index] ?? item));
}

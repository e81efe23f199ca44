import type { Value } from '../../hcl/value.ts';
import { compareNumbers } from '../../hcl/values/number.ts';
import { setKey } from '../../hcl/values/sets.ts';
import type { ReplacedWhen } from '../facts/planning-facts.ts';
import { cidrContains } from './cidr-contains.ts';

/** Whether a change of an attribute replaces the resource, by a rule that looks at both values. Unknown values do not. */
export function isReplacedBy(when: ReplacedWhen, prior: Value, planned: Value): boolean {
  switch (when) {
    case 'shrinks':
      return prior.kind === 'number' && planned.kind === 'number' && compareNumbers(planned.value, prior.value) < 0;
    case 'range-not-widened':
      return prior.kind === 'string' && planned.kind === 'string' && !cidrContains(planned.value, prior.value);
    case 'true-to-false':
      return prior.kind === 'bool' && prior.value && planned.kind === 'bool' && !planned.value;
    case 'version-lower':
      return prior.kind === 'string' && planned.kind === 'string' && isLower(planned.value, prior.value);
    case 'list-not-extended':
      return !startsWith(planned, prior);
  }
}

function isLower(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (const [index, part] of (right ?? []).entries()) {
    const other = left?.[index] ?? 0;
    if (other !== part) return other < part;
  }
  return false;
}

function startsWith(longer: Value, shorter: Value): boolean {
  if (shorter.kind !== 'list') return true;
  if (longer.kind !== 'list') return shorter.items.length === 0;
  return shorter.items.every((item, index) => {
    const other = longer.items[index];
    return other !== undefined && setKey(other) === setKey(item);
  });
}

import type { Value } from '../../hcl/value.ts';

/**
 * All values at a path of attribute names, through every list, set, tuple and map on the way: `['template', 'service_account']` finds
 * those of all `template` blocks. Where the way ends in something unknown, that is the value; where it ends in nothing, there is none.
 */
export function valuesAt(value: Value, path: readonly string[]): readonly Value[] {
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return value.items.flatMap((item) => valuesAt(item, path));
    case 'unknown':
      return [value];
    case 'null':
      return [];
    default:
      return path.length === 0 ? [value] : memberAt(value, path);
  }
}

function memberAt(value: Value, [name = '', ...rest]: readonly string[]): readonly Value[] {
  if (value.kind !== 'object' && value.kind !== 'map') return [];
  const member = value.entries.get(name);
  return member === undefined ? [] : valuesAt(member, rest);
}

/** What is known of a text: itself, that it is not written (absent or null), or neither. */
export type Known = { readonly text: string } | 'absent' | 'unknown';

/** The one text at a path; several values there are taken as not known. */
export function textAt(value: Value, ...path: readonly string[]): Known {
  const [first, ...others] = valuesAt(value, path);
  if (first === undefined) return 'absent';
  return first.kind === 'string' && others.length === 0 ? { text: first.value } : 'unknown';
}

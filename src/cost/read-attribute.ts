import type { Value } from '../hcl/value.ts';
import { formatNumber } from '../hcl/values/number-text.ts';
import { isMapping, isSequence } from '../hcl/values/values.ts';
import type { ResourceInstance } from '../terraform/evaluation.ts';

/** What a resource says at a path. */
export type Reading =
  | { readonly state: 'known'; readonly text: string }
  /** Not written and not planned: the API's own default holds. */
  | { readonly state: 'absent' }
  /** `because` is a clause: `depends on machine_type, which is known after apply`. */
  | { readonly state: 'unknown'; readonly because: string };

/**
 * The texts, numbers and truth values at a path of names with dots between them, through every block and list on the way. What is written
 * wins over what the provider plans; what is not written and only known after apply is absent. None means nothing is there.
 */
export function readAll(resource: ResourceInstance, path: string): readonly Reading[] {
  const steps = path.split('.');
  const written = leaves(resource.configuration, steps, false);
  if (written.length > 0 && written.every(({ value }) => value.kind === 'unknown')) {
    const planned = leaves(resource.values, steps, false);
    return (planned.length > 0 ? planned : written).map((leaf) => readingOf(leaf, path));
  }
  if (written.length > 0) return written.map((leaf) => readingOf(leaf, path));
  return leaves(resource.values, steps, false)
    .filter(({ value }) => value.kind !== 'unknown')
    .map((leaf) => readingOf(leaf, path));
}

/** The one value at a path; several are unknown, unless they are the same. */
export function readOne(resource: ResourceInstance, path: string): Reading {
  const [first, ...others] = readAll(resource, path);
  if (first === undefined) return { state: 'absent' };
  if (others.every((one) => one.state === 'known' && first.state === 'known' && one.text === first.text)) return first;
  return { state: 'unknown', because: `depends on ${path}, which has several values` };
}

/** How many blocks or list elements stand at a path; undefined when that is only known after apply. */
export function countAt(resource: ResourceInstance, path: string): number | undefined {
  const [name = '', ...rest] = path.split('.').reverse();
  const parents = leaves(resource.configuration, rest.reverse(), false);
  let count = 0;
  for (const { value } of parents) {
    const member = isMapping(value) ? value.entries.get(name) : undefined;
    if (member?.kind === 'unknown' || value.kind === 'unknown') return undefined;
    if (member !== undefined && isSequence(member)) count += member.items.length;
  }
  return count;
}

interface Leaf {
  readonly value: Value;
  /** It, or something it is in, is marked sensitive. */
  readonly isSensitive: boolean;
}

function leaves(value: Value, [name, ...rest]: readonly string[], isInSensitive: boolean): readonly Leaf[] {
  const isSensitive = isInSensitive || value.sensitive === true;
  if (value.kind === 'null') return [];
  if (value.kind === 'unknown') return [{ value, isSensitive }];
  if (isSequence(value)) {
    return value.items.flatMap((item) => leaves(item, name === undefined ? [] : [name, ...rest], isSensitive));
  }
  if (name === undefined) return [{ value, isSensitive }];
  const member = isMapping(value) ? value.entries.get(name) : undefined;
  return member === undefined ? [] : leaves(member, rest, isSensitive);
}

function readingOf({ value, isSensitive }: Leaf, path: string): Reading {
  if (isSensitive) return { state: 'unknown', because: `depends on ${path}, which is sensitive` };
  switch (value.kind) {
    case 'string':
      return { state: 'known', text: value.value };
    case 'bool':
      return { state: 'known', text: String(value.value) };
    case 'number':
      return { state: 'known', text: formatNumber(value.value) };
    default:
      return { state: 'unknown', because: `depends on ${path}, which is known after apply` };
  }
}

import type { ObjectValue, Value } from '../../hcl/value.ts';
import { setValue } from '../../hcl/values/sets.ts';
import { isSequence } from '../../hcl/values/values.ts';
import type { AttributeFacts, BlockFacts } from '../facts/facts.ts';

const secretive = new WeakMap<BlockFacts, boolean>();

/** The values with the sensitive mark on every attribute that the type calls sensitive, also when it is null or unknown. */
export function markSensitive(values: ObjectValue, facts: BlockFacts): ObjectValue {
  if (!hasSensitive(facts)) return values;
  const entries = new Map(values.entries);
  for (const [name, attribute] of Object.entries(facts.attributes ?? {})) {
    if (attribute.sensitive !== true && typeof attribute.type !== 'object') continue;
    const value = entries.get(name);
    if (value !== undefined) entries.set(name, markAttribute(value, attribute));
  }
  for (const [name, block] of Object.entries(facts.blocks ?? {})) {
    const value = entries.get(name);
    if (value !== undefined && hasSensitive(block)) entries.set(name, markMembers(value, block));
  }
  return { ...values, entries };
}

function markAttribute(value: Value, { sensitive, type }: AttributeFacts): Value {
  if (sensitive === true) return value.sensitive === true ? value : { ...value, sensitive };
  if (typeof type !== 'object' || !('nesting' in type)) return value;
  const { attributes } = type;
  return markMembers(value, { attributes });
}

function markMembers(value: Value, facts: BlockFacts): Value {
  if (value.kind === 'object') return markSensitive(value, facts);
  if (value.kind === 'map') {
    const entries = new Map<string, Value>();
    for (const [key, member] of value.entries) entries.set(key, markMembers(member, facts));
    return { ...value, entries };
  }
  if (!isSequence(value)) return value;
  const items = value.items.map((item) => markMembers(item, facts));
  if (value.kind !== 'set') return { ...value, items };
  const marked = setValue(value.element, items);
  return { ...marked, ...(value.sensitive && { sensitive: true }), ...(value.origin && { origin: value.origin }) };
}

function hasSensitive(facts: BlockFacts): boolean {
  const known = secretive.get(facts);
  if (known !== undefined) return known;
  const found =
    Object.values(facts.attributes ?? {}).some(
      ({ sensitive, type }) =>
        sensitive === true ||
        (typeof type === 'object' && 'nesting' in type && hasSensitive({ attributes: type.attributes })),
    ) || Object.values(facts.blocks ?? {}).some(hasSensitive);
  secretive.set(facts, found);
  return found;
}

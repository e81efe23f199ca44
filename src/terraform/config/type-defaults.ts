import type { Type, Value } from '../../hcl/value.ts';
import { isMapping, isSequence, objectValue } from '../../hcl/values/values.ts';

/**
 * The value with the defaults of `optional()` attributes put in where an attribute is missing or null, as Terraform does before it
 * converts a variable's value. The very same value when the type has no defaults.
 */
export function applyDefaults(value: Value, type: Type): Value {
  if (!hasDefaults(type)) return value;
  switch (type.kind) {
    case 'list':
    case 'set':
      if (!isSequence(value)) return value;
      return { ...value, items: value.items.map((item) => applyDefaults(item, type.element)) };
    case 'tuple':
      if (!isSequence(value)) return value;
      return {
        ...value,
        items: value.items.map((item, index) => applyDefaults(item, type.elements[index] ?? { kind: 'any' })),
      };
    case 'map':
      return isMapping(value) ? mapEntries(value, () => type.element) : value;
    case 'object':
      return isMapping(value) ? applyToObject(value, type) : value;
    default:
      return value;
  }
}

type Mapping = Extract<Value, { readonly entries: ReadonlyMap<string, Value> }>;
type ObjectType = Extract<Type, { readonly kind: 'object' }>;

function mapEntries(value: Mapping, typeOfEntry: (key: string) => Type | undefined): Value {
  const entries = new Map<string, Value>();
  for (const [key, entry] of value.entries) {
    const type = typeOfEntry(key);
    entries.set(key, type === undefined ? entry : applyDefaults(entry, type));
  }
  return { ...value, entries };
}

function applyToObject(value: Mapping, type: ObjectType): Value {
  const entries = new Map(value.entries);
  for (const [name, fallback] of type.optional ?? []) {
    const given = entries.get(name);
    if (fallback !== undefined && (given === undefined || given.kind === 'null')) entries.set(name, fallback);
  }
  const { origin, sensitive } = value;
  const filled = { ...objectValue(entries), ...(origin && { origin }), ...(sensitive && { sensitive }) };
  return mapEntries(filled, (key) => type.attributes.get(key));
}

function hasDefaults(type: Type): boolean {
  if ('element' in type) return hasDefaults(type.element);
  if (type.kind === 'tuple') return type.elements.some(hasDefaults);
  if (type.kind !== 'object') return false;
  if ([...(type.optional?.values() ?? [])].some((fallback) => fallback !== undefined)) return true;
  return [...type.attributes.values()].some(hasDefaults);
}

import type { Type, Value } from '../../hcl/value.ts';
import { toPlainJson } from '../../hcl/values/json-value.ts';
import type { JsonObject, JsonValue } from '../../load/document.ts';

/**
 * The JSON Schema of the values of a Terraform type. Objects take no other keys, where Terraform drops them in silence; `any` takes
 * everything.
 */
export function schemaOfType(type: Type): JsonObject {
  switch (type.kind) {
    case 'string':
    case 'number':
      return { type: type.kind };
    case 'bool':
      return { type: 'boolean' };
    case 'any':
      return {};
    case 'list':
      return { type: 'array', ...itemsOf(type.element) };
    case 'set':
      return { type: 'array', ...itemsOf(type.element), uniqueItems: true };
    case 'map':
      return {
        type: 'object',
        ...(type.element.kind !== 'any' && { additionalProperties: schemaOfType(type.element) }),
      };
    case 'tuple':
      return tupleSchema(type.elements);
    case 'object':
      return objectSchema(type);
  }
}

function itemsOf(element: Type): JsonObject {
  return element.kind === 'any' ? {} : { items: schemaOfType(element) };
}

function tupleSchema(elements: readonly Type[]): JsonObject {
  const { length } = elements;
  if (length === 0) return { type: 'array', maxItems: 0 };
  return { type: 'array', prefixItems: elements.map(schemaOfType), minItems: length, maxItems: length };
}

function objectSchema({ attributes, optional }: Extract<Type, { readonly kind: 'object' }>): JsonObject {
  const required = [...attributes.keys()].filter((name) => optional?.has(name) !== true);
  const properties = [...attributes].map(([name, type]): [string, JsonObject] => {
    const fallback = optional?.get(name);
    const value = fallback === undefined ? undefined : plainValue(fallback, type);
    return [name, { ...schemaOfType(type), ...(value !== undefined && value !== null && { default: value }) }];
  });
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(properties),
  };
}

/**
 * A value of a type as JSON, without the optional attributes that are null: they were not given. Undefined when it is not known.
 */
export function plainValue(value: Value, type: Type): JsonValue | undefined {
  // Plain data is what toPlainJson promises.
  const json = toPlainJson(value) as JsonValue | undefined;
  return json === undefined ? undefined : withoutAbsent(json, type);
}

function withoutAbsent(value: JsonValue, type: Type): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item: JsonValue, index) => withoutAbsent(item, memberType(type, index)));
  }
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([name, member]) => member !== null || !isOptional(type, name));
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutAbsent(member, memberType(type, name))]));
}

function isOptional(type: Type, name: string): boolean {
  return type.kind === 'object' && type.optional?.has(name) === true;
}

function memberType(type: Type, key: string | number): Type {
  const found =
    type.kind === 'object'
      ? type.attributes.get(String(key))
      : type.kind === 'tuple'
        ? type.elements[Number(key)]
        : 'element' in type
          ? type.element
          : undefined;
  return found ?? { kind: 'any' };
}

/** Whether a set stands inside of the type, where imprint has lists only. */
export function holdsSet(type: Type): boolean {
  switch (type.kind) {
    case 'set':
      return true;
    case 'list':
    case 'map':
      return holdsSet(type.element);
    case 'tuple':
      return type.elements.some(holdsSet);
    case 'object':
      return [...type.attributes.values()].some(holdsSet);
    default:
      return false;
  }
}

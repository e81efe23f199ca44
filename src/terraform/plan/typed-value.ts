import type { Type, Value } from '../../hcl/value.ts';
import { tryConvert } from '../../hcl/values/convert.ts';
import { setValue } from '../../hcl/values/sets.ts';
import { anyType } from '../../hcl/values/types.ts';
import { isMapping, isSequence, mapValue, nullValue, objectValue, tupleValue } from '../../hcl/values/values.ts';
import type { TypeText } from '../facts/facts.ts';
import { readType } from '../facts/types-of-facts.ts';

/**
 * A value read from JSON as one of the type. More lenient than a conversion, since a state may have been written by another version of
 * the provider: members that the type does not know are dropped, those that are missing are null, and what does not fit is null too.
 */
export function typedValue(json: Value, type: Type): Value {
  if (json.kind === 'null') return nullValue(type);
  switch (type.kind) {
    case 'any':
      return dynamicValue(json);
    case 'list':
    case 'set': {
      if (!isSequence(json)) return nullValue(type);
      const items = json.items.map((item) => typedValue(item, type.element));
      return type.kind === 'set' ? setValue(type.element, items) : { kind: 'list', element: type.element, items };
    }
    case 'map':
      return isMapping(json) ? mapOfType(json.entries, type.element) : nullValue(type);
    case 'object':
      return isMapping(json) ? objectOfType(json.entries, type.attributes) : nullValue(type);
    case 'tuple':
      if (!isSequence(json)) return nullValue(type);
      return tupleValue(
        type.elements.map((element, index) => typedValue(json.items[index] ?? nullValue(element), element)),
      );
    default:
      return tryConvert(json, type) ?? nullValue(type);
  }
}

function mapOfType(members: ReadonlyMap<string, Value>, element: Type): Value {
  return mapValue(element, new Map([...members].map(([key, member]) => [key, typedValue(member, element)])));
}

function objectOfType(members: ReadonlyMap<string, Value>, attributes: ReadonlyMap<string, Type>): Value {
  const entries = new Map<string, Value>();
  for (const [name, type] of attributes) {
    const member = members.get(name);
    entries.set(name, member === undefined ? nullValue(type) : typedValue(member, type));
  }
  return objectValue(entries);
}

// Values of dynamic type bring their type along.
function dynamicValue(json: Value): Value {
  if (json.kind !== 'object') return json;
  const type = json.entries.get('type');
  const value = json.entries.get('value');
  if (type === undefined || value === undefined || json.entries.size !== 2) return json;
  return typedValue(value, typeFromJson(type));
}

/** A type written as JSON, as states and provider schemas have it, read as a value. */
export function typeFromJson(json: Value): Type {
  const text = plainType(json);
  return text === undefined ? anyType : readType(text);
}

function plainType(json: Value): TypeText | undefined {
  if (json.kind === 'string') return json.value;
  if (!isSequence(json)) return undefined;
  const [kind, inner] = json.items;
  if (kind?.kind !== 'string' || inner === undefined) return undefined;
  if (kind.value === 'tuple') {
    const elements = isSequence(inner) ? inner.items.map(plainType) : [];
    return elements.every((each) => each !== undefined) ? ['tuple', elements] : undefined;
  }
  if (!isMapping(inner)) {
    const element = plainType(inner);
    return element === undefined ? undefined : [kind.value, element];
  }
  const members = [...inner.entries].map(([name, member]): [string, TypeText] => [
    name,
    plainType(member) ?? 'dynamic',
  ]);
  return [kind.value, Object.fromEntries(members)];
}

import type { Json } from '../../config-api/json.ts';
import type { UnknownValue, Value } from '../../hcl/value.ts';
import { fromDouble, toDouble } from '../../hcl/values/number.ts';
import { anyType } from '../../hcl/values/types.ts';
import { boolValue, nullValue, numberValue, objectValue, stringValue, tupleValue } from '../../hcl/values/values.ts';
import { isObject } from '../json/scalars.ts';

/** A JSON value as Terraform takes it from a variable: lists as tuples, objects as objects. */
export function valueOfJson(json: Json): Value {
  if (json === null) return nullValue(anyType);
  if (typeof json === 'string') return stringValue(json);
  if (typeof json === 'boolean') return boolValue(json);
  if (typeof json === 'number') return numberValue(fromDouble(json));
  if (isObject(json))
    return objectValue(new Map(Object.entries(json).map(([key, value]) => [key, valueOfJson(value)])));
  return tupleValue(json.map((item: Json) => valueOfJson(item)));
}

/** Stands for an unknown part; undefined leaves it out (null in a list). `path` leads to it from the whole value. */
export type ForUnknown = (value: UnknownValue, path: readonly (string | number)[]) => Json | undefined;

/** A value as JSON, numbers as doubles; undefined when it is unknown as a whole and left out. */
export function jsonOfValue(
  value: Value,
  forUnknown: ForUnknown,
  path: readonly (string | number)[] = [],
): Json | undefined {
  switch (value.kind) {
    case 'unknown':
      return forUnknown(value, path);
    case 'null':
      return null;
    case 'number':
      return toDouble(value.value);
    case 'string':
    case 'bool':
      return value.value;
    case 'list':
    case 'set':
    case 'tuple':
      return value.items.map((item, index) => jsonOfValue(item, forUnknown, [...path, index]) ?? null);
    case 'map':
    case 'object': {
      const entries = [...value.entries].map(
        ([key, item]) => [key, jsonOfValue(item, forUnknown, [...path, key])] as const,
      );
      return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
    }
  }
}

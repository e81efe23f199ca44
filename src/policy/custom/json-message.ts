import {
  type FieldType,
  type MessageSchema,
  type MessageValue,
  type PartialValue,
  scalar,
  type Trail,
} from '../../cel/partial/partial-value.ts';
import type { JsonObject, JsonValue } from '../../load/document.ts';
import { isJsonObject } from '../../load/json-values.ts';

/** A message from what the REST API has as JSON; paths are those of the JSON. What is no field of the schema is kept as it is. */
export function jsonMessage(
  json: JsonObject,
  schema: MessageSchema,
  path: readonly (string | number)[] = [],
): MessageValue {
  const fields = new Map<string, PartialValue>();
  const added = new Map(schema.fields);
  for (const [name, value] of Object.entries(json)) {
    if (value === null) continue;
    const type = added.get(name)?.type ?? typeOf(value);
    added.set(name, { type, path: [name] });
    fields.set(name, jsonField(value, type, [...path, name]));
  }
  return { kind: 'message', schema: { ...schema, fields: added }, fields, paths: path.length === 0 ? [] : [path] };
}

function jsonField(value: JsonValue, type: FieldType, path: readonly (string | number)[]): PartialValue {
  const trail: Trail = { paths: [path] };
  if (typeof value === 'number') return scalar(Number.isSafeInteger(value) ? BigInt(value) : value, trail);
  if (value === null || typeof value !== 'object') return scalar(value, trail);
  if (isJsonObject(value)) {
    if (type.kind === 'message') return jsonMessage(value, type.schema, path);
    const inner: FieldType = type.kind === 'map' ? type.value : { kind: 'any' };
    const entries = Object.entries(value).map(([key, item]): [string, PartialValue] => [
      key,
      jsonField(item, inner.kind === 'any' ? typeOf(item) : inner, [...path, key]),
    ]);
    return { kind: 'map', entries: new Map(entries), ...trail };
  }
  const element: FieldType = type.kind === 'list' ? type.element : { kind: 'any' };
  const items = value.map((item, index) =>
    jsonField(item, element.kind === 'any' ? typeOf(item) : element, [...path, index]),
  );
  return { kind: 'list', items, ...trail };
}

/** The type a value itself tells; an object is taken as a message with its own fields. */
function typeOf(value: JsonValue): FieldType {
  if (typeof value === 'string') return { kind: 'string' };
  if (typeof value === 'boolean') return { kind: 'bool' };
  if (typeof value === 'number') return { kind: Number.isInteger(value) ? 'int' : 'double' };
  if (isJsonObject(value)) return { kind: 'message', schema: { name: 'object', fields: new Map(), isOpen: true } };
  return value === null ? { kind: 'any' } : { kind: 'list', element: { kind: 'any' } };
}

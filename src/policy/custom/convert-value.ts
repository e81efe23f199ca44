import {
  type AttributePath,
  type FieldType,
  type PartialValue,
  scalar,
  type Trail,
} from '../../cel/partial/partial-value.ts';
import type { Value } from '../../hcl/value.ts';
import { isInteger, toDouble, truncate } from '../../hcl/values/number.ts';
import { camelCase } from './field-types.ts';

/** A planned value as the value of a field; undefined when it is null, which is not sent. */
export function convertValue(value: Value, type: FieldType, path: AttributePath): PartialValue | undefined {
  const trail: Trail = value.sensitive === true ? { paths: [path], sensitive: true } : { paths: [path] };
  switch (value.kind) {
    case 'null':
      return undefined;
    case 'unknown':
      return { kind: 'unknown', ...prefixOf(value.refinement?.prefix), ...trail };
    case 'string':
    case 'bool':
      return scalar(value.value, trail);
    case 'number':
      return scalar(isInteger(value.value) ? truncate(value.value) : toDouble(value.value), trail);
    case 'list':
    case 'set':
    case 'tuple':
      return convertItems(value, type.kind === 'list' ? type.element : { kind: 'any' }, path, trail);
    case 'map':
    case 'object':
      return convertEntries(value.entries, type, path, trail);
  }
}

function prefixOf(prefix: string | undefined): { readonly prefix?: string } {
  return prefix === undefined || prefix === '' ? {} : { prefix };
}

function convertItems(
  value: Extract<Value, { readonly items: readonly Value[] }>,
  element: FieldType,
  path: AttributePath,
  trail: Trail,
): PartialValue {
  const items = value.items.map(
    (item, index) => convertValue(item, element, [...path, index]) ?? scalar(null, { paths: [path] }),
  );
  const isLoose = value.kind === 'set' && items.length > 1 && items.some((item) => item.kind === 'unknown');
  return { kind: 'list', items: items.map((item) => mark(item, trail)), ...trail, ...(isLoose && { isLoose }) };
}

function convertEntries(
  members: ReadonlyMap<string, Value>,
  type: FieldType,
  path: AttributePath,
  trail: Trail,
): PartialValue {
  const entries = new Map<string, PartialValue>();
  const isMessage = type.kind === 'message';
  for (const [name, member] of members) {
    const field = isMessage ? camelCase(name) : name;
    const inner: FieldType = isMessage ? (type.schema.fields.get(field)?.type ?? { kind: 'any' }) : valueType(type);
    const converted = convertValue(member, inner, [...path, name]);
    if (converted !== undefined) entries.set(field, mark(converted, trail));
  }
  if (isMessage) return { kind: 'message', schema: type.schema, fields: entries, ...trail };
  return { kind: 'map', entries, ...trail };
}

function valueType(type: FieldType): FieldType {
  return type.kind === 'map' ? type.value : { kind: 'any' };
}

/** A member of a sensitive collection is sensitive. */
function mark(value: PartialValue, { sensitive }: Trail): PartialValue {
  return sensitive === true ? { ...value, sensitive } : value;
}

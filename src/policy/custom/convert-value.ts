import { firstUnknown } from '../../cel/partial/equality.ts';
import {
  type AttributePath,
  type FieldType,
  type ListValue,
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
  const marked = items.map((item) => mark(item, trail));
  return { kind: 'list', items: marked, ...trail, ...(value.kind === 'set' && setMarks(items)) };
}

/** What is not known about the list a set is sent as: its order, and its size where elements may turn out to be equal. */
export function setMarks(items: readonly PartialValue[]): Pick<ListValue, 'isLoose' | 'isUnordered'> {
  if (items.length < 2) return {};
  const isLoose = items.some((item) => firstUnknown(item) !== undefined);
  return isLoose ? { isUnordered: true, isLoose } : { isUnordered: true };
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

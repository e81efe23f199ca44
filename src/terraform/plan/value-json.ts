import { quoteJson } from '../../hcl/functions/json-text.ts';
import type { Type, Value } from '../../hcl/value.ts';
import { isInfinite } from '../../hcl/values/number.ts';
import { formatNumber } from '../../hcl/values/number-text.ts';
import { isCollection } from '../../hcl/values/types.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';

/** A JSON object from keys and texts of values, in the order given; members without text are left out. */
export function objectJson(members: Iterable<readonly [string, string | undefined]>): string {
  const texts: string[] = [];
  for (const [key, text] of members) if (text !== undefined) texts.push(`${quoteJson(key)}:${text}`);
  return `{${texts.join(',')}}`;
}

/** A JSON array from the texts of its items. */
export function arrayJson(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

/**
 * The value as plan JSON shows it: unknown members of objects are left out, unknown elements are null. Undefined for an unknown value.
 * Numbers are printed with all their digits. Sensitive values are shown, as in `terraform show -json`.
 */
export function valueJson(value: Value): string | undefined {
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'null':
      return 'null';
    case 'string':
      return quoteJson(value.value);
    case 'bool':
      return String(value.value);
    case 'number':
      return isInfinite(value.value) ? 'null' : formatNumber(value.value);
    case 'list':
    case 'set':
    case 'tuple':
      return arrayJson(value.items.map((item) => valueJson(item) ?? 'null'));
    case 'map':
    case 'object':
      return objectJson([...value.entries].map(([key, member]) => [key, valueJson(member)]));
  }
}

/** `after_unknown` of a value: `true` where it is unknown, the shape of what holds unknowns, `false` for what is known. */
export function unknownJson(value: Value): string {
  if (value.kind === 'unknown') return 'true';
  if (isSequence(value)) return arrayJson(value.items.map(unknownJson));
  return isMapping(value) ? membersJson(value.entries, unknownJson) : 'false';
}

/** `after_sensitive` of a value: `true` where it is marked sensitive, the shape of structures, `false` for other values. */
export function sensitiveJson(value: Value): string {
  if (value.sensitive === true) return 'true';
  if (value.kind === 'unknown') return emptyShape(value.type);
  if (isSequence(value)) return arrayJson(value.items.map(sensitiveJson));
  return isMapping(value) ? membersJson(value.entries, sensitiveJson) : 'false';
}

function emptyShape(type: Type): string {
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'tuple') return '[]';
  return type.kind === 'map' || type.kind === 'object' ? '{}' : 'false';
}

function membersJson(entries: ReadonlyMap<string, Value>, print: (value: Value) => string): string {
  return objectJson(
    [...entries].map(([key, member]) => {
      const text = print(member);
      return [key, text === 'false' ? undefined : text];
    }),
  );
}

/** A type as Terraform's JSON formats write it: `"string"`, `["list","string"]`. */
export function typeJson(type: Type): string {
  if (isCollection(type)) return arrayJson([quoteJson(type.kind), typeJson(type.element)]);
  switch (type.kind) {
    case 'tuple':
      return arrayJson(['"tuple"', arrayJson(type.elements.map(typeJson))]);
    case 'object':
      return arrayJson(['"object"', objectJson([...type.attributes].map(([name, each]) => [name, typeJson(each)]))]);
    case 'any':
      return '"dynamic"';
    default:
      return quoteJson(type.kind);
  }
}

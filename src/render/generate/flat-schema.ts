import type { JsonObject, JsonValue } from '../../load/document.ts';
import { resolveReference } from '../../load/inline-references.ts';
import { isJsonList, isJsonObject } from '../../load/json-values.ts';

/** A schema with its references and `allOf` members laid into it. */
export interface FlatSchema {
  readonly keywords: JsonObject;
  /** What `#/$defs/…` is looked up in. */
  readonly root: JsonObject;
}

/** More references than this on one way mean that a schema refers to itself. */
const deepest = 32;

/** Lays `$ref` and `allOf` into the schema: its own keywords win, `required` and `properties` add up. */
export function flattenSchema(root: JsonObject, schema: JsonValue | undefined, depth = 0): FlatSchema {
  if (!isJsonObject(schema) || depth > deepest) return { keywords: {}, root };
  const { $ref, allOf, ...own } = schema;
  const parts: JsonValue[] = isJsonList(allOf) ? [...allOf] : [];
  if (typeof $ref === 'string') parts.push(resolveReference(root, $ref) ?? {});
  let keywords: JsonObject = own;
  for (const part of parts) keywords = combine(flattenSchema(root, part, depth + 1).keywords, keywords);
  return { keywords, root };
}

/** A keyword's value as a schema; undefined when it is none (or `true`/`false`). */
export function asSchema(schema: FlatSchema, keyword: JsonValue | undefined): FlatSchema | undefined {
  return isJsonObject(keyword) ? flattenSchema(schema.root, keyword) : undefined;
}

/** The JSON types a schema allows, told from `type`, else from `const` and `enum`, else from its keywords. */
export function typesOf({ keywords }: FlatSchema): string[] {
  const { type } = keywords;
  if (typeof type === 'string') return [type];
  if (isJsonList(type)) return type.filter((name) => typeof name === 'string');
  const values = keywords['const'] !== undefined ? [keywords['const']] : keywords['enum'];
  if (isJsonList(values)) return [...new Set(values.map(jsonType))];
  if (keywords['properties'] !== undefined) return ['object'];
  if (keywords['items'] !== undefined) return ['array'];
  return keywords['format'] !== undefined || keywords['pattern'] !== undefined ? ['string'] : [];
}

/** Whether `null` is one of the values. */
export function isNullable(schema: FlatSchema): boolean {
  return typesOf(schema).includes('null');
}

function jsonType(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function combine(base: JsonObject, over: JsonObject): JsonObject {
  const result: Record<string, JsonValue> = { ...base, ...over };
  if (isJsonObject(base['properties']) && isJsonObject(over['properties'])) {
    result['properties'] = { ...base['properties'], ...over['properties'] };
  }
  if (isJsonList(base['required']) && isJsonList(over['required'])) {
    result['required'] = [...new Set([...base['required'], ...over['required']])];
  }
  return result;
}

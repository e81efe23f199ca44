import type { JsonObject } from './document.ts';
import { isJsonList, isJsonObject } from './json-values.ts';
import { joinPointer } from './pointer.ts';

/** Keywords of JSON Schema whose value is a schema. */
export const schemaKeywords: ReadonlySet<string> = new Set([
  ...['items', 'additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'],
  ...['unevaluatedProperties', 'unevaluatedItems'],
]);

/** Keywords whose value is a list of schemas. */
export const schemaListKeywords: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

/** Keywords whose value maps names to schemas. */
export const schemaMapKeywords: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'dependentSchemas',
]);

/** Keywords that say something of values of one type only; all others speak of any. */
export const keywordTypes: Readonly<Record<string, readonly string[]>> = {
  format: ['string'],
  pattern: ['string'],
  minLength: ['string'],
  maxLength: ['string'],
  minimum: ['number', 'integer'],
  maximum: ['number', 'integer'],
  exclusiveMinimum: ['number', 'integer'],
  exclusiveMaximum: ['number', 'integer'],
  multipleOf: ['number', 'integer'],
  items: ['array'],
  prefixItems: ['array'],
  minItems: ['array'],
  maxItems: ['array'],
  uniqueItems: ['array'],
  contains: ['array'],
  properties: ['object'],
  required: ['object'],
  additionalProperties: ['object'],
  patternProperties: ['object'],
  propertyNames: ['object'],
  minProperties: ['object'],
  maxProperties: ['object'],
  dependentRequired: ['object'],
  dependentSchemas: ['object'],
};

/** The schemas directly inside a schema, with their pointers. */
export function innerSchemas(schema: JsonObject, pointer: string): { schema: JsonObject; pointer: string }[] {
  return Object.entries(schema).flatMap(([keyword, content]) => {
    const at = joinPointer(pointer, keyword);
    if (schemaKeywords.has(keyword)) return isJsonObject(content) ? [{ schema: content, pointer: at }] : [];
    if (schemaListKeywords.has(keyword) && isJsonList(content)) {
      return content.flatMap((item, index) =>
        isJsonObject(item) ? [{ schema: item, pointer: joinPointer(at, index) }] : [],
      );
    }
    if (!schemaMapKeywords.has(keyword) || !isJsonObject(content)) return [];
    return Object.entries(content).flatMap(([name, item]) =>
      isJsonObject(item) ? [{ schema: item, pointer: joinPointer(at, name) }] : [],
    );
  });
}

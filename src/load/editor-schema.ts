import type { ParameterObject } from './blueprint.ts';
import type { JsonObject, JsonValue } from './document.ts';
import { locations } from './formats/locations.generated.ts';
import { isJsonList, isJsonObject } from './json-values.ts';
import { schemaKeywords, schemaListKeywords, schemaMapKeywords } from './schema-keywords.ts';

/**
 * Whether a value may be written in part, the rest coming from a base. Maps are merged, so a part of one says nothing of what is missing;
 * lists are replaced, so their items are whole.
 */
type Extent = 'part' | 'whole';

/** A blueprint's parameters as an editor checks and completes them while an environment is written. */
export function editorParameters(parameters: ParameterObject): { properties: JsonObject; $defs: JsonObject } {
  const definitions = Object.entries(parameters.$defs ?? {}).flatMap(([name, schema]) =>
    isJsonObject(schema)
      ? [
          [definitionName(name, 'part'), forEditor(schema, 'part')] as const,
          [definitionName(name, 'whole'), forEditor(schema, 'whole')] as const,
        ]
      : [],
  );
  return { properties: mapSchemas(parameters.properties, 'part'), $defs: Object.fromEntries(definitions) };
}

function definitionName(name: string, extent: Extent): string {
  return `parameter.${extent}.${name}`;
}

/** Keywords that cannot be judged by a part of a map. */
const wholeKeywords: ReadonlySet<string> = new Set([
  ...['required', 'minProperties', 'dependentRequired', 'dependentSchemas', 'not', 'if', 'then', 'else'],
  'unevaluatedProperties',
]);

function forEditor(schema: JsonObject, extent: Extent): JsonObject {
  if (schema['x-sensitive'] === true) return sensitive(schema);
  const result: Record<string, JsonValue> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (extent === 'part' && wholeKeywords.has(keyword)) continue;
    const [name, content] = convertKeyword(keyword, value, extent);
    if (name !== undefined) result[name] = content;
  }
  const known = knownNames(schema['format']);
  if (known) result['examples'] = known;
  return extent === 'part' ? allowInheritance(result, schema) : result;
}

/** The keyword as editors know it, with its value; those of ours that they do not know are left out. */
function convertKeyword(keyword: string, value: JsonValue, extent: Extent): readonly [string | undefined, JsonValue] {
  if (keyword === '$ref' && typeof value === 'string') {
    return [keyword, `#/$defs/${definitionName(value.replace('#/$defs/', ''), extent)}`];
  }
  // These two are read by the JSON and YAML services of VS Code.
  if (keyword === 'x-pattern-message') return ['patternErrorMessage', `expected ${String(value)}`];
  if (keyword === 'x-replaced-by') return ['deprecationMessage', `use ${String(value)} instead`];
  if (keyword.startsWith('x-')) return [undefined, null];
  // Relaxed alternatives may fit at once.
  if (keyword === 'oneOf' && extent === 'part') return ['anyOf', mapValue(keyword, value, extent)];
  return [keyword, mapValue(keyword, value, extent)];
}

function mapValue(keyword: string, value: JsonValue, extent: Extent): JsonValue {
  const inner: Extent = listItemKeywords.has(keyword) ? 'whole' : extent;
  if (schemaKeywords.has(keyword)) return isJsonObject(value) ? forEditor(value, inner) : value;
  if (schemaListKeywords.has(keyword) && isJsonList(value)) {
    return value.map((item) => (isJsonObject(item) ? forEditor(item, inner) : item));
  }
  return schemaMapKeywords.has(keyword) && isJsonObject(value) ? mapSchemas(value, inner) : value;
}

const listItemKeywords: ReadonlySet<string> = new Set(['items', 'prefixItems', 'contains', 'propertyNames']);

function mapSchemas(schemas: JsonObject, extent: Extent): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, isJsonObject(schema) ? forEditor(schema, extent) : schema]),
  );
}

/** No value of a sensitive parameter is right. */
function sensitive({ title, description }: JsonObject): JsonObject {
  const words = { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
  return {
    ...words,
    not: {},
    deprecationMessage: 'a sensitive value cannot be given; pass the name of a secret version',
  };
}

/** Null takes a base's value back, and a list patch extends a base's list. */
function allowInheritance(schema: JsonObject, original: JsonObject): JsonObject {
  const types = [original['type'] ?? []].flat();
  if (types.includes('array')) return { ...wordsOf(schema), anyOf: [schema, listPatch(schema), { type: 'null' }] };
  if (types.length === 0) return { ...wordsOf(schema), anyOf: [schema, { type: 'null' }] };
  const { const: only, ...rest } = schema;
  const listed = only === undefined ? rest['enum'] : [only];
  return {
    ...rest,
    type: [...new Set([...types, 'null'])],
    ...(isJsonList(listed) && { enum: [...new Set([...listed, null])] }),
  };
}

function wordsOf({ title, description, deprecationMessage }: JsonObject): JsonObject {
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(deprecationMessage !== undefined && { deprecationMessage }),
  };
}

function listPatch({ items }: JsonObject): JsonObject {
  const list = { type: 'array', ...(items !== undefined && { items }) };
  const properties = {
    $append: { ...list, description: 'Items put behind those of the base.' },
    $prepend: { ...list, description: 'Items put before those of the base.' },
  };
  return {
    title: 'list patch',
    type: 'object',
    properties,
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
  };
}

/** Names an editor can offer for a format. */
function knownNames(format: JsonValue | undefined): readonly string[] | undefined {
  if (format === 'gcp-region' || format === 'gcp-location') return Object.keys(locations.regions);
  return format === 'gcp-zone' ? Object.values(locations.regions).flat() : undefined;
}

import type { JsonObject, JsonValue } from './document.ts';
import { isJsonList, isJsonObject } from './json-values.ts';
import { splitPointer } from './pointer.ts';
import { schemaKeywords, schemaListKeywords, schemaMapKeywords } from './schema-keywords.ts';

/** After this many schemas put in place of references, further ones stay: a few definitions can refer to each other exponentially often. */
const maxInlined = 2_000;

/**
 * Puts the targets of local `$ref`s in their place, so that the path of a failed keyword shows which alternative it belongs to.
 * References into themselves stay, and those to nothing.
 */
export function inlineReferences(schema: JsonObject): JsonObject {
  return inlineSchema({ root: schema, open: [], count: 0 }, schema);
}

interface Inlining {
  readonly root: JsonObject;
  /** References being put in place. */
  readonly open: string[];
  count: number;
}

function inlineSchema(state: Inlining, value: JsonValue): JsonObject;
function inlineSchema(state: Inlining, value: JsonValue | undefined): JsonValue;
function inlineSchema(state: Inlining, value: JsonValue | undefined): JsonValue {
  if (!isJsonObject(value)) return value ?? null;
  const { $ref, ...own } = value;
  const rest: Record<string, JsonValue> = {};
  for (const [keyword, content] of Object.entries(own)) rest[keyword] = inlineKeyword(state, keyword, content);
  if ($ref === undefined) return rest;
  const target =
    typeof $ref === 'string' && !state.open.includes($ref) ? resolveReference(state.root, $ref) : undefined;
  if (typeof $ref !== 'string' || target === undefined || state.count >= maxInlined) return { ...rest, $ref };
  state.count += 1;
  state.open.push($ref);
  const inlined = inlineSchema(state, target);
  state.open.pop();
  const { allOf } = rest;
  return { ...rest, allOf: [...(isJsonList(allOf) ? allOf : []), inlined] };
}

function inlineKeyword(state: Inlining, keyword: string, content: JsonValue): JsonValue {
  if (schemaKeywords.has(keyword)) return inlineSchema(state, content);
  if (schemaListKeywords.has(keyword) && isJsonList(content)) return content.map((item) => inlineSchema(state, item));
  if (schemaMapKeywords.has(keyword) && isJsonObject(content)) {
    return Object.fromEntries(Object.entries(content).map(([name, item]) => [name, inlineSchema(state, item)]));
  }
  return content;
}

/** The schema a local reference (`#/$defs/name`) means; undefined when there is none. */
export function resolveReference(root: JsonObject, reference: string): JsonObject | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  let value: JsonValue | undefined = root;
  for (const key of splitPointer(reference.slice(1))) {
    value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return isJsonObject(value) ? value : undefined;
}

import type { LoadedBlueprint } from '../load/blueprint.ts';
import type { JsonObject, JsonValue } from '../load/document.ts';
import { resolveReference } from '../load/inline-references.ts';
import { isJsonList, isJsonObject } from '../load/json-values.ts';
import { joinPointer } from '../load/pointer.ts';

/** One schema as it stands in the blueprint, with its place there. */
export interface PlacedSchema {
  readonly schema: JsonObject;
  /** Into the blueprint document. */
  readonly pointer: string;
}

/** What speaks of one value: its schema, and those it takes in by `$ref` and `allOf`; the nearest first. */
export type SchemaView = readonly PlacedSchema[];

/** Pointer of the parameter object in a blueprint document. */
export const parametersPointer = '/spec/parameters';

/** The view of a blueprint's whole parameter object. */
export function parameterView(blueprint: LoadedBlueprint): SchemaView {
  // The schema of blueprint documents makes sure that it is JSON; `ParameterObject` merely names its keys.
  const schema = blueprint.document.value.spec.parameters as unknown as JsonObject;
  return viewOf({ schema, pointer: parametersPointer }, schema);
}

const views = new WeakMap<JsonObject, SchemaView>();

/** The view of a schema inside a parameter object; remembered by identity. */
function viewOf(start: PlacedSchema, root: JsonObject): SchemaView {
  const known = views.get(start.schema);
  if (known !== undefined) return known;
  const found: PlacedSchema[] = [];
  collect(start, root, found);
  views.set(start.schema, found);
  for (const { schema } of found) roots.set(schema, root);
  return found;
}

/** The parameter object a schema belongs to, for its references. */
const roots = new WeakMap<JsonObject, JsonObject>();

function collect(place: PlacedSchema, root: JsonObject, found: PlacedSchema[]): void {
  if (found.some(({ schema }) => schema === place.schema)) return;
  found.push(place);
  const { $ref, allOf } = place.schema;
  if (typeof $ref === 'string') {
    const target = resolveReference(root, $ref);
    if (target !== undefined) collect({ schema: target, pointer: referencePointer($ref) }, root, found);
  }
  if (!isJsonList(allOf)) return;
  for (const [index, schema] of allOf.entries()) {
    if (isJsonObject(schema)) collect({ schema, pointer: joinPointer(`${place.pointer}/allOf`, index) }, root, found);
  }
}

function referencePointer(reference: string): string {
  return parametersPointer + decodeURIComponent(reference.slice(1));
}

/** A keyword's value in the nearest schema that has it, with the keyword's place. */
export function keyword(view: SchemaView, name: string): { value: JsonValue; pointer: string } | undefined {
  for (const { schema, pointer } of view) {
    const value = schema[name];
    if (Object.hasOwn(schema, name) && value !== undefined) return { value, pointer: joinPointer(pointer, name) };
  }
  return undefined;
}

const declarations = new WeakMap<SchemaView, ReadonlyMap<string, SchemaView>>();

/** The declared properties of a map, the nearest schema's first; a name stands once. Remembered by identity of the view. */
export function properties(view: SchemaView): ReadonlyMap<string, SchemaView> {
  const known = declarations.get(view);
  if (known !== undefined) return known;
  const result = readProperties(view);
  declarations.set(view, result);
  return result;
}

function readProperties(view: SchemaView): ReadonlyMap<string, SchemaView> {
  const result = new Map<string, SchemaView>();
  for (const { schema, pointer } of view) {
    const declared = schema['properties'];
    if (!isJsonObject(declared)) continue;
    for (const [name, property] of Object.entries(declared)) {
      if (isJsonObject(property) && !result.has(name))
        result.set(name, child(view, property, joinPointer(`${pointer}/properties`, name)));
    }
  }
  return result;
}

/**
 * The view of a member of a map or of an item of a list: empty when the schema says nothing of it, undefined when it does not allow it.
 */
export function memberView(view: SchemaView, key: string | number): SchemaView | undefined {
  return typeof key === 'number' ? itemView(view, key) : entryView(view, key);
}

function itemView(view: SchemaView, index: number): SchemaView {
  for (const { schema, pointer } of view) {
    const { prefixItems, items } = schema;
    const fixed = isJsonList(prefixItems) ? prefixItems[index] : undefined;
    if (isJsonObject(fixed)) return child(view, fixed, joinPointer(`${pointer}/prefixItems`, index));
    if (isJsonObject(items)) return child(view, items, `${pointer}/items`);
  }
  return [];
}

function entryView(view: SchemaView, key: string): SchemaView | undefined {
  const declared = properties(view).get(key);
  if (declared !== undefined) return declared;
  const rest = keyword(view, 'additionalProperties');
  if (isJsonObject(rest?.value)) return child(view, rest.value, rest.pointer);
  const isOpen = view[0]?.pointer !== parametersPointer && rest?.value !== false;
  return isOpen || keyword(view, 'patternProperties') !== undefined ? [] : undefined;
}

function child(parent: SchemaView, schema: JsonObject, pointer: string): SchemaView {
  const first = parent[0]?.schema;
  return viewOf({ schema, pointer }, (first && roots.get(first)) ?? schema);
}

/** The types a value may have, in JSON Schema's words; empty when the schema does not say. */
export function allowedTypes(view: SchemaView): readonly string[] {
  const type = keyword(view, 'type')?.value;
  if (typeof type === 'string') return [type];
  return isJsonList(type) ? type.filter((name) => typeof name === 'string') : [];
}

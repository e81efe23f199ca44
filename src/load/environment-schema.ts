import type { LoadedBlueprint } from './blueprint.ts';
import type { JsonObject, JsonValue } from './document.ts';
import { editorParameters } from './editor-schema.ts';
import { isJsonObject } from './json-values.ts';

/**
 * The schema of environments (`schemas/environment.schema.json`, given as `base`) with a blueprint's parameters filled in, for editors.
 * Nothing is required of the parameters, since a base may set them; null and list patches are allowed where inheritance takes them.
 */
export function schemaForEnvironment(base: JsonObject, blueprint: LoadedBlueprint): JsonObject {
  const { metadata, spec } = blueprint.document.value;
  const { properties, $defs } = editorParameters(spec.parameters);
  const parameters = { type: 'object', properties, additionalProperties: false };
  const inputs = { propertyNames: { enum: Object.keys(spec.parameters.properties) } };
  const filled = [
    [['$id'], `${metadata.name}.environment.schema.json`],
    [['title'], `imprint environment of ${metadata.title ?? metadata.name}`],
    [['properties', 'spec', 'properties', 'blueprint', 'properties', 'name'], { const: metadata.name }],
    [['properties', 'spec', 'properties', 'parameters'], parameters],
    [['properties', 'spec', 'properties', 'inputsFrom'], inputs],
    [['$defs'], $defs],
    [['examples'], []],
  ] as const satisfies readonly (readonly [readonly string[], JsonValue])[];
  return filled.reduce<JsonObject>((schema, [path, value]) => extend(schema, path, value), base);
}

/** A copy with a value at a path; a map is laid over the map that is there. */
function extend(schema: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const present = schema[key];
  if (rest.length > 0) return { ...schema, [key]: extend(isJsonObject(present) ? present : {}, rest, value) };
  return { ...schema, [key]: isJsonObject(value) && isJsonObject(present) ? { ...present, ...value } : value };
}

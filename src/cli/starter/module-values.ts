import { parseBody } from '../../hcl/syntax/parse.ts';
import type { JsonObject, JsonValue } from '../../load/document.ts';
import { tfvarsPaths } from '../../terraform/config/module-paths.ts';
import type { ModuleRun } from '../../terraform/evaluate-module.ts';
import type { VariableParameter } from './parameter-of-variable.ts';
import { plainValue } from './schema-of-type.ts';

/** Values of a module's variables, as an environment sets them. */
export interface ModuleValues {
  readonly parameters: JsonObject;
  /** Value of `project_id`. */
  readonly project?: string;
  readonly notes: readonly string[];
}

/**
 * What the tfvars files of a module set.
 *
 * @param given the module evaluated with those files
 * @param projectVariable the variable that becomes the environment's project; undefined when there is none
 */
export function valuesOfModule(
  { root, module: { tree } }: ModuleRun,
  files: ReadonlyMap<string, string>,
  parameters: readonly VariableParameter[],
  projectVariable: string | undefined,
): ModuleValues {
  const values: Record<string, JsonValue> = {};
  const notes: string[] = [];
  let project: string | undefined;
  for (const name of assignedNames(files)) {
    const variable = tree.root.config.variables.get(name);
    const value = root.variables.get(name);
    const json = variable && value && plainValue(value, variable.type);
    const schema = parameters.find((parameter) => parameter.name === name)?.schema;
    if (name === projectVariable) project = typeof json === 'string' ? json : undefined;
    else if (schema !== undefined && mayTake(json, schema)) values[name] = json;
    else notes.push(...whyNotTaken(name, json, schema));
  }
  return { parameters: values, notes, ...(project !== undefined && { project }) };
}

/** Null unsets a parameter: it is absent then, or has its default. */
function mayTake(json: JsonValue | undefined, schema: JsonObject): json is JsonValue {
  return json !== undefined && json !== null && schema['x-sensitive'] !== true;
}

function whyNotTaken(name: string, json: JsonValue | undefined, schema: JsonObject | undefined): string[] {
  if (schema === undefined) return [`${name}: a tfvars file sets it, and there is no such variable`];
  if (schema['x-sensitive'] === true) return [`${name}: its value in a tfvars file was not taken over`];
  if (json === undefined) return [`${name}: its value in a tfvars file does not suit its type`];
  return schema['default'] === undefined ? [] : [`${name}: a tfvars file sets null, which means the default here`];
}

function assignedNames(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = tfvarsPaths(files).flatMap((path) =>
    parseBody(files.get(path) ?? '', path).value.items.flatMap((item) =>
      item.kind === 'attribute' ? [item.name] : [],
    ),
  );
  return new Set(names);
}

import type { Location } from '../../diagnostics/range.ts';
import type { LoadedBlueprint, ParameterSchema } from '../../load/blueprint.ts';
import type { JsonObject, JsonValue } from '../../load/document.ts';
import { joinPointer } from '../../load/pointer.ts';
import { alignRows, hclLiteral, hclString, type Row, textOf } from '../languages/hcl-literal.ts';
import { TextBuilder } from '../text-builder.ts';
import { flattenSchema, isNullable } from './flat-schema.ts';
import { terraformType } from './terraform-type.ts';
import { validations } from './validations.ts';

/** A Terraform variable that imprint gives every module without a parameter of that name. */
export interface BuiltInVariable {
  readonly name: string;
  readonly description: string;
  /** Whether the module has it even when nothing reads it. */
  readonly always: boolean;
}

/** The variables every module may read. */
export const builtInVariables: readonly BuiltInVariable[] = [
  { name: 'environment', description: 'Short name of the environment.', always: false },
  { name: 'project_id', description: 'Project that holds the resources.', always: true },
];

/** Names of the parameters that become Terraform variables, sorted: those that are not structural. */
export function variableParameters(blueprint: LoadedBlueprint): string[] {
  const { properties } = blueprint.document.value.spec.parameters;
  return Object.keys(properties)
    .filter((name) => properties[name]?.['x-structural'] !== true)
    .toSorted();
}

/**
 * `variables.tf`: one variable a parameter that is not structural, with type, default, description, nullability and the constraints of
 * its schema as validations; and the built-in ones.
 */
export function generateVariables(blueprint: LoadedBlueprint, builtIns: readonly BuiltInVariable[]): TextBuilder {
  const { parameters } = blueprint.document.value.spec;
  const root: JsonObject = parameters.$defs === undefined ? {} : { $defs: parameters.$defs };
  const required = new Set(parameters.required ?? []);
  const blocks = new Map<string, { readonly text: string; readonly source?: Location }>();
  for (const { name, description } of builtIns) {
    blocks.set(name, { text: variableBlock(name, [row('description', description), typeRow('string')], []) });
  }
  for (const name of variableParameters(blueprint)) {
    const schema = parameters.properties[name] ?? {};
    const pointer = joinPointer('/spec/parameters/properties', name);
    const position = blueprint.document.positions.get(pointer);
    const range = position?.key ?? position?.value;
    const source = { file: blueprint.document.file, pointer, ...(range === undefined ? {} : { range }) };
    blocks.set(name, { text: parameterBlock(name, schema, required.has(name), root), source });
  }
  const builder = new TextBuilder();
  for (const [index, name] of [...blocks.keys()].toSorted().entries()) {
    const block = blocks.get(name);
    if (block === undefined) continue;
    if (index > 0) builder.add('\n');
    builder.add(block.text, block.source === undefined ? undefined : { source: block.source });
  }
  return builder;
}

function parameterBlock(name: string, schema: ParameterSchema, isRequired: boolean, root: JsonObject): string {
  const flat = flattenSchema(root, schema);
  const hasDefault = schema.default !== undefined;
  const mayBeNull = isNullable(flat) || (!isRequired && !hasDefault);
  const rows: Row[] = [];
  const description = schema.description ?? schema['title'];
  if (typeof description === 'string') rows.push(row('description', description));
  rows.push(typeRow(terraformType(flat, '  ')));
  if (hasDefault || mayBeNull) rows.push(row('default', schema.default ?? null));
  if (!mayBeNull) rows.push(row('nullable', false));
  const guarded = validations(flat, `var.${name}`, name).map((one) =>
    mayBeNull && !isNullable(flat) ? { ...one, condition: `var.${name} == null ? true : ${one.condition}` } : one,
  );
  return variableBlock(name, rows, guarded);
}

function variableBlock(name: string, rows: readonly Row[], checks: ReturnType<typeof validations>): string {
  const lines = alignRows(rows).map(({ key, value }) => `  ${key}${textOf(value)}\n`);
  const blocks = checks.map(
    ({ condition, must }) =>
      `\n  validation {\n    condition     = ${condition}\n    error_message = ${hclString(sentence(must))}\n  }\n`,
  );
  return `variable ${hclString(name)} {\n${lines.join('')}${blocks.join('')}}\n`;
}

/** Terraform before 1.2 insists on it, and it reads well: a capital first, a full stop last. */
function sentence(words: string): string {
  return `Invalid value: ${words}.`;
}

function row(key: string, value: JsonValue): Row {
  const text = hclLiteral(value, '  ');
  return { key, pointer: '', value: [{ text, pointer: '' }] };
}

function typeRow(text: string): Row {
  return { key: 'type', pointer: '', value: [{ text, pointer: '' }] };
}

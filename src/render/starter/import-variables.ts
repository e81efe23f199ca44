import type { Block } from '../../hcl/ast.ts';
import type { JsonObject, JsonValue } from '../../load/document.ts';
import { attributeOf, blocksOf, constantOf, textAttribute } from './constant.ts';
import { schemaOfType } from './schema-of-type.ts';
import { schemaOfValidation } from './schema-of-validation.ts';

/** A Terraform variable as a parameter. */
export interface ImportedVariable {
  readonly name: string;
  readonly schema: JsonObject;
  /** Whether an environment must set it. */
  readonly isRequired: boolean;
  /** What could not be carried over, for people. */
  readonly notes: readonly string[];
}

/** Turns a `variable` block into a parameter schema. */
export function importVariable(block: Block): ImportedVariable {
  const name = block.labels[0]?.text ?? '';
  const { body } = block;
  const type = attributeOf(body, 'type');
  const description = textAttribute(body, 'description');
  const fallback = attributeOf(body, 'default');
  const standard = fallback && constantOf(fallback.value);
  const typed = type === undefined ? schemaOfDefault(standard) : schemaOfType(type.value);
  const { keywords, notes } = constraintsOf(block, name, String(typed['type']));
  const isSensitive = isTrue(block, 'sensitive');
  const schema = {
    ...(description !== undefined && { description }),
    ...typed,
    ...keywords,
    ...(standard != null && { default: standard }),
    ...(isSensitive && { 'x-sensitive': true }),
  };
  return {
    name,
    schema,
    isRequired: fallback === undefined && !isSensitive,
    notes: isSensitive
      ? [...notes, `\`${name}\` is sensitive and never given: read it from Secret Manager instead`]
      : notes,
  };
}

function constraintsOf({ body }: Block, name: string, type: string): { keywords: JsonObject; notes: string[] } {
  const conditions = blocksOf(body)
    .filter((block) => block.type === 'validation')
    .map((block) => attributeOf(block.body, 'condition'));
  const found = conditions.map((condition) => condition && schemaOfValidation(condition.value, name, type));
  const lost = found.filter((keywords) => keywords === undefined).length;
  const note = `${lost === 1 ? 'a validation' : `${lost} validations`} of \`${name}\` cannot be said in JSON Schema: use \`x-rules\``;
  return { keywords: Object.assign({}, ...found), notes: lost === 0 ? [] : [note] };
}

function isTrue({ body }: Block, name: string): boolean {
  const attribute = attributeOf(body, name);
  return attribute !== undefined && constantOf(attribute.value) === true;
}

/** A variable without a type takes any value; its default says what kind was meant. */
function schemaOfDefault(standard: JsonValue | undefined): JsonObject {
  if (standard === undefined || standard === null || typeof standard === 'object') return {};
  return { type: typeof standard };
}

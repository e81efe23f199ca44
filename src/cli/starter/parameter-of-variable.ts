import type { Expression } from '../../hcl/ast.ts';
import type { Value } from '../../hcl/value.ts';
import type { JsonObject } from '../../load/document.ts';
import { argumentOf, literalBool, literalText } from '../../terraform/config/blocks.ts';
import type { VariableConfig } from '../../terraform/config/module-config.ts';
import { holdsSet, plainValue, schemaOfType } from './schema-of-type.ts';
import { translateMember } from './translate-validation.ts';

/** A parameter made of a Terraform variable. */
export interface VariableParameter {
  readonly name: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
  /** Lines above the parameter: what could not be said in the schema. */
  readonly comments: readonly string[];
  /** The same for the person who runs the conversion, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * The parameter that stands for a variable: its type, description, default and validations as JSON Schema. A variable with null as its
 * default becomes a parameter that may be left out.
 *
 * @param fallback the default, converted to the type; unknown when there is none
 * @param text the variable's file, for conditions that are shown
 */
export function parameterOfVariable(
  variable: VariableConfig,
  fallback: Value | undefined,
  text: string,
): VariableParameter {
  const { name, type, sensitive } = variable;
  const { schema, untranslated } = translateValidations(variable, text);
  const value = fallback === undefined || sensitive ? undefined : plainValue(fallback, type);
  const hasDefault = value !== undefined && value !== null && variable.default !== undefined;
  const description = literalText(argumentOf(variable.block.body, 'description')?.value)?.trim();
  const nullable = hasDefault && literalBool(argumentOf(variable.block.body, 'nullable')?.value) === true;
  const comments = untranslated.map((condition) => `validation not translated: ${condition}`);
  const notes = untranslated.map((condition) => `${name}: the validation \`${condition}\` is not translated`);
  if (sensitive) {
    comments.push('sensitive: give the name of a Secret Manager version instead, and let the template read it');
    notes.push(
      `${name} is sensitive, and imprint takes no secrets: until the templates read a Secret Manager version, it is null`,
    );
  }
  const inner = type.kind === 'set' ? type.element : type;
  if (holdsSet(inner))
    notes.push(
      `${name}: the sets within its type are lists of unique elements now; wrap them in toset() where it matters`,
    );
  return {
    name,
    schema: {
      ...(nullable && typeof schema['type'] === 'string' ? { ...schema, type: [schema['type'], 'null'] } : schema),
      ...(hasDefault && { default: value }),
      ...(sensitive && { 'x-sensitive': true }),
      ...(description !== undefined && description !== '' && { description }),
    },
    isRequired: variable.default === undefined && !sensitive,
    comments,
    notes,
  };
}

function translateValidations(
  { name, type, validations }: VariableConfig,
  text: string,
): { readonly schema: JsonObject; readonly untranslated: readonly string[] } {
  const isVariable = (expression: Expression): boolean =>
    expression.kind === 'attribute-access' &&
    expression.name === name &&
    expression.object.kind === 'reference' &&
    expression.object.name === 'var';
  const untranslated: string[] = [];
  let schema = schemaOfType(type);
  for (const { condition } of validations) {
    const translated = translateMember(condition, schema, isVariable);
    if (translated === undefined) {
      untranslated.push(text.slice(condition.range.start, condition.range.end).replace(/\s+/g, ' '));
    } else {
      schema = translated;
    }
  }
  return { schema, untranslated };
}

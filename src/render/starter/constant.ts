import type { Attribute, Block, Body, Expression, ObjectItem } from '../../hcl/ast.ts';
import type { JsonValue } from '../../load/document.ts';

/** The value of an expression that is one whatever the module is given; undefined for any other. */
export function constantOf(expression: Expression): JsonValue | undefined {
  switch (expression.kind) {
    case 'literal':
      return literalOf(expression.literal);
    case 'template':
      return expression.parts.every((part) => part.kind === 'text')
        ? expression.parts.map((part) => ('text' in part ? part.text : '')).join('')
        : undefined;
    case 'tuple':
      return allOf(expression.items.map(constantOf));
    case 'object':
      return objectOf(expression.items);
    case 'parenthesized':
      return constantOf(expression.expression);
    case 'unary': {
      const operand = constantOf(expression.operand);
      return expression.operator === '-' && typeof operand === 'number' ? -operand : undefined;
    }
    default:
      return undefined;
  }
}

function literalOf(
  literal: { type: 'number'; text: string } | { type: 'bool'; value: boolean } | { type: 'null' },
): JsonValue {
  if (literal.type === 'number') return Number(literal.text);
  return literal.type === 'bool' ? literal.value : null;
}

function objectOf(items: readonly ObjectItem[]): JsonValue | undefined {
  const entries = items.map(({ key, bareKey, value }): [JsonValue | undefined, JsonValue | undefined] => [
    bareKey ?? constantOf(key),
    constantOf(value),
  ]);
  const known = entries.flatMap(([key, value]): [string, JsonValue][] =>
    typeof key === 'string' && value !== undefined ? [[key, value]] : [],
  );
  return known.length === entries.length ? Object.fromEntries(known) : undefined;
}

function allOf(values: readonly (JsonValue | undefined)[]): JsonValue | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

/** An attribute of a body by name. */
export function attributeOf(body: Body, name: string): Attribute | undefined {
  return body.items.find((item): item is Attribute => item.kind === 'attribute' && item.name === name);
}

/** The text of an attribute that is a constant text. */
export function textAttribute(body: Body, name: string): string | undefined {
  const attribute = attributeOf(body, name);
  const value = attribute && constantOf(attribute.value);
  return typeof value === 'string' ? value : undefined;
}

/** All blocks of a body. */
export function blocksOf(body: Body): Block[] {
  return body.items.filter((item): item is Block => item.kind === 'block');
}

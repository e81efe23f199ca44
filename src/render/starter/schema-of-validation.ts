import type { BinaryExpression, CallExpression, Expression } from '../../hcl/ast.ts';
import type { JsonObject } from '../../load/document.ts';
import { constantOf } from './constant.ts';

/** The keywords that say what the condition of a `validation` block says; undefined when there are none for it. */
export function schemaOfValidation(condition: Expression, variable: string, type: string): JsonObject | undefined {
  if (condition.kind === 'parenthesized') return schemaOfValidation(condition.expression, variable, type);
  if (condition.kind === 'call') return schemaOfCall(condition, variable);
  if (condition.kind !== 'binary') return undefined;
  if (condition.operator !== '&&') return schemaOfComparison(condition, variable, type);
  const left = schemaOfValidation(condition.left, variable, type);
  const right = schemaOfValidation(condition.right, variable, type);
  if (left === undefined || right === undefined) return undefined;
  const overlaps = Object.keys(left).some((keyword) => Object.hasOwn(right, keyword));
  return overlaps ? undefined : { ...left, ...right };
}

/** `contains([…], var.x)` and `can(regex("…", var.x))`. */
function schemaOfCall({ name, args }: CallExpression, variable: string): JsonObject | undefined {
  const [first, second] = args;
  if (name === 'contains' && first !== undefined && isVariable(second, variable)) {
    const values = constantOf(first);
    return Array.isArray(values) ? { enum: values } : undefined;
  }
  if (name !== 'can' || first?.kind !== 'call' || first.name !== 'regex') return undefined;
  const [pattern, text] = first.args;
  const value = pattern && constantOf(pattern);
  return typeof value === 'string' && isVariable(text, variable) ? { pattern: value } : undefined;
}

/** `var.x >= 1` and `length(var.x) <= 63`, with the constant on the right. */
function schemaOfComparison(
  { left, operator, right }: BinaryExpression,
  variable: string,
  type: string,
): JsonObject | undefined {
  const bound = constantOf(right);
  if (typeof bound !== 'number') return undefined;
  if (isVariable(left, variable)) {
    const keyword = { '>=': 'minimum', '>': 'exclusiveMinimum', '<=': 'maximum', '<': 'exclusiveMaximum' }[
      operator as '<'
    ];
    return keyword === undefined ? undefined : { [keyword]: bound };
  }
  const isLength = left.kind === 'call' && left.name === 'length' && isVariable(left.args[0], variable);
  const unit = { string: 'Length', array: 'Items', object: 'Properties' }[type];
  if (!isLength || unit === undefined) return undefined;
  const [side, size] =
    { '>=': ['min', bound], '>': ['min', bound + 1], '<=': ['max', bound], '<': ['max', bound - 1] }[operator as '<'] ??
    [];
  return side === undefined || size === undefined ? undefined : { [`${side}${unit}`]: size };
}

function isVariable(expression: Expression | undefined, name: string): boolean {
  return (
    expression?.kind === 'attribute-access' &&
    expression.name === name &&
    expression.object.kind === 'reference' &&
    expression.object.name === 'var'
  );
}

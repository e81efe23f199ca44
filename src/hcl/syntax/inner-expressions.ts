import type { Expression, TemplatePart } from '../ast.ts';

/** The expressions that an expression is directly made of, in order of appearance; none for a name or a literal. */
export function innerExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'invalid':
    case 'reference':
      return [];
    case 'attribute-access':
      return [expression.object];
    case 'index-access':
      return [expression.object, expression.index];
    case 'template':
      return expression.parts.flatMap(inPart);
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.items.flatMap(({ bareKey, key, value }) => (bareKey === undefined ? [key, value] : [value]));
    case 'call':
      return expression.args;
    case 'conditional':
      return [expression.condition, expression.then, expression.else];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'parenthesized':
      return [expression.expression];
    case 'splat':
      return [expression.source, expression.each];
    case 'for': {
      const { collection, key, value, condition } = expression;
      return [collection, key, value, condition].filter((part) => part !== undefined);
    }
  }
}

function inPart(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case 'text':
      return [];
    case 'interpolation':
      return [part.expression];
    case 'if':
      return [part.condition, ...part.then.flatMap(inPart), ...part.else.flatMap(inPart)];
    case 'for':
      return [part.collection, ...part.body.flatMap(inPart)];
  }
}

/** The function calls in an expression, outer ones first. */
export function callsIn(expression: Expression): readonly Extract<Expression, { readonly kind: 'call' }>[] {
  const inner = innerExpressions(expression).flatMap(callsIn);
  return expression.kind === 'call' ? [expression, ...inner] : inner;
}

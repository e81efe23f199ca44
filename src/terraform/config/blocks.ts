import type { Attribute, Block, Body, Expression } from '../../hcl/ast.ts';

/** The argument of a body; undefined when it is not written. */
export function argumentOf(body: Body, name: string): Attribute | undefined {
  for (const item of body.items) if (item.kind === 'attribute' && item.name === name) return item;
  return undefined;
}

/** The nested blocks of a type, in order. */
export function blocksOf(body: Body, type: string): readonly Block[] {
  return body.items.filter((item) => item.kind === 'block' && item.type === type) as readonly Block[]; // the filter proves it
}

/** The text of an expression that is a plain string; undefined for anything else. */
export function literalText(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'template') return undefined;
  const [part] = expression.parts;
  if (part === undefined) return '';
  return expression.parts.length === 1 && part.kind === 'text' ? part.text : undefined;
}

/** `true` or `false` as written; undefined for anything else. */
export function literalBool(expression: Expression | undefined): boolean | undefined {
  if (expression?.kind === 'literal' && expression.literal.type === 'bool') return expression.literal.value;
  const text = literalText(expression);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** The items of a written list; none for anything else. */
export function listItems(expression: Expression | undefined): readonly Expression[] {
  return expression?.kind === 'tuple' ? expression.items : [];
}

/** `google-beta.eu` of an expression that spells a provider; also of the quoted form. */
export function providerName(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'reference') return expression.name;
  if (expression?.kind === 'attribute-access' && expression.object.kind === 'reference') {
    return `${expression.object.name}.${expression.name}`;
  }
  return literalText(expression);
}

import type { Attribute, Block, Body, Expression } from '../../hcl/ast.ts';
import { staticReference } from '../../hcl/evaluate/references.ts';
import type { Reference } from '../../hcl/evaluate/scope.ts';
import { parseExpression } from '../../hcl/syntax/parse.ts';

/** The argument of a body; undefined when it is not written. */
export function argumentOf(body: Body, name: string): Attribute | undefined {
  return body.items.find((item): item is Attribute => item.kind === 'attribute' && item.name === name);
}

/** The nested blocks of a type, in order. */
export function blocksOf(body: Body, type: string): readonly Block[] {
  return body.items.filter((item) => item.kind === 'block' && item.type === type) as readonly Block[]; // the filter proves it
}

/** The body without the arguments and blocks of some names. */
export function withoutItems(body: Body, names: ReadonlySet<string>): Body {
  const items = body.items.filter((item) => !names.has(item.kind === 'attribute' ? item.name : item.type));
  return items.length === body.items.length ? body : { ...body, items };
}

/** The expression itself, without the mark that it stands in another file. */
export function unplaced(expression: Expression | undefined): Expression | undefined {
  return expression?.kind === 'parenthesized' && expression.file !== undefined ? expression.expression : expression;
}

/** The text of an expression that is a plain string; undefined for anything else. */
export function literalText(written: Expression | undefined): string | undefined {
  const expression = unplaced(written);
  if (expression?.kind !== 'template') return undefined;
  const [part] = expression.parts;
  if (part === undefined) return '';
  return expression.parts.length === 1 && part.kind === 'text' ? part.text : undefined;
}

/** What an item of `ignore_changes` names, as a reference whose root is a member of the resource; names in quotes are the old way. */
export function ignoredMember(item: Expression): Reference | undefined {
  const text = literalText(item);
  const expression = text === undefined ? unplaced(item) : parseExpression(text, '').value;
  return expression && staticReference(expression);
}

/** `true` or `false` as written; undefined for anything else. */
export function literalBool(written: Expression | undefined): boolean | undefined {
  const expression = unplaced(written);
  if (expression?.kind === 'literal' && expression.literal.type === 'bool') return expression.literal.value;
  const text = literalText(expression);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** The items of a written list; none for anything else. */
export function listItems(written: Expression | undefined): readonly Expression[] {
  const expression = unplaced(written);
  if (expression?.kind !== 'tuple') return [];
  const file = written?.kind === 'parenthesized' ? written.file : undefined;
  if (file === undefined) return expression.items;
  return expression.items.map((item) => ({ kind: 'parenthesized', expression: item, file, range: item.range }));
}

/** `google-beta.eu` of an expression that spells a provider; also of the quoted form. */
export function providerName(written: Expression | undefined): string | undefined {
  const expression = unplaced(written);
  if (expression?.kind === 'reference') return expression.name;
  if (expression?.kind === 'attribute-access' && expression.object.kind === 'reference') {
    return `${expression.object.name}.${expression.name}`;
  }
  return literalText(expression);
}

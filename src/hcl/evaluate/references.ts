import type { Expression, ObjectItem, ParenthesizedExpression, TemplatePart } from '../ast.ts';
import { isInteger, toSafeInteger } from '../values/number.ts';
import { parseNumber } from '../values/number-text.ts';
import type { Reference, Step } from './scope.ts';

/** A reference with the expression that spells it. */
export interface FoundReference extends Reference {
  readonly expression: Expression;
  /** The file it stands in, when that is not the file of the tree around it. */
  readonly file?: string;
}

/**
 * Every reference to a name that the expression does not bind itself, in order of appearance: `var.a.b` once, with its steps.
 *
 * @param bound - Names that are bound around the expression, such as the iterator of a dynamic block.
 */
export function referencesOf(expression: Expression, bound: ReadonlySet<string> = noNames): readonly FoundReference[] {
  const known = bound.size === 0 ? remembered.get(expression) : undefined;
  if (known !== undefined) return known;
  const found: FoundReference[] = [];
  visit(expression, bound, found);
  if (bound.size === 0) remembered.set(expression, found);
  return found;
}

// Syntax trees never change, several checks ask about the same expression, and modules with equal files share their trees.
const remembered = new WeakMap<Expression, readonly FoundReference[]>();

const noNames: ReadonlySet<string> = new Set();

type Bound = ReadonlySet<string>;

/** The reference that an access chain spells, with the static steps from its root; undefined when it has another root. */
export function staticReference(expression: Expression): Reference | undefined {
  let reference = spelled.get(expression);
  if (reference === undefined) {
    reference = readReference(expression);
    if (reference !== undefined) spelled.set(expression, reference);
  }
  return reference;
}

const spelled = new WeakMap<Expression, Reference>();

function readReference(expression: Expression): Reference | undefined {
  let chain: Step[] = [];
  let current = expression;
  for (;;) {
    if (current.kind === 'reference') return { root: current, steps: chain.reverse() };
    if (current.kind !== 'attribute-access' && current.kind !== 'index-access') return undefined;
    const step = stepOf(current);
    // Steps after the first dynamic one are not static: start again below it.
    if (step === undefined) chain = [];
    else chain.push(step);
    current = current.object;
  }
}

/** Whether an expression is a name followed by nothing but names and literal indexes. */
export function isStaticName(expression: Expression): boolean {
  let current =
    expression.kind === 'parenthesized' && expression.file !== undefined ? expression.expression : expression;
  while (current.kind === 'attribute-access' || current.kind === 'index-access') {
    if (stepOf(current) === undefined) return false;
    current = current.object;
  }
  return current.kind === 'reference';
}

/** The access as a static step; undefined for an index that is no literal. */
export function stepOf(
  access: Extract<Expression, { readonly kind: 'attribute-access' | 'index-access' }>,
): Step | undefined {
  const range = { start: access.object.range.end, end: access.range.end };
  if (access.kind === 'attribute-access') return { kind: 'attribute', key: access.name, range };
  const key = literalKey(access.index);
  return key === undefined ? undefined : { kind: 'index', key, range };
}

function literalKey(index: Expression): string | number | undefined {
  if (index.kind === 'template') {
    const [part] = index.parts;
    if (index.parts.length === 0) return '';
    return index.parts.length === 1 && part?.kind === 'text' ? part.text : undefined;
  }
  if (index.kind !== 'literal' || index.literal.type !== 'number') return undefined;
  const number = parseNumber(index.literal.text);
  return number !== undefined && isInteger(number) ? toSafeInteger(number) : undefined;
}

function visit(expression: Expression, bound: Bound, found: FoundReference[]): void {
  switch (expression.kind) {
    case 'literal':
    case 'invalid':
      break;
    case 'reference':
    case 'attribute-access':
    case 'index-access':
      visitAccess(expression, bound, found);
      break;
    case 'template':
      visitParts(expression.parts, bound, found);
      break;
    case 'tuple':
      visitAll(expression.items, bound, found);
      break;
    case 'object':
      visitItems(expression.items, bound, found);
      break;
    case 'call':
      visitAll(expression.args, bound, found);
      break;
    case 'conditional':
      visitAll([expression.condition, expression.then, expression.else], bound, found);
      break;
    case 'unary':
      visit(expression.operand, bound, found);
      break;
    case 'binary':
      visitAll([expression.left, expression.right], bound, found);
      break;
    case 'parenthesized':
      visitParenthesized(expression, bound, found);
      break;
    case 'splat':
      visit(expression.source, bound, found);
      visit(expression.each, new Set([...bound, '*']), found);
      break;
    case 'for':
      visitFor(expression, bound, found);
      break;
  }
}

function visitParenthesized(
  { expression, file }: ParenthesizedExpression,
  bound: Bound,
  found: FoundReference[],
): void {
  const before = found.length;
  visit(expression, bound, found);
  if (file !== undefined) found.push(...found.splice(before).map((reference) => ({ file, ...reference })));
}

function visitAll(expressions: readonly Expression[], bound: Bound, found: FoundReference[]): void {
  for (const expression of expressions) visit(expression, bound, found);
}

function visitItems(items: readonly ObjectItem[], bound: Bound, found: FoundReference[]): void {
  for (const item of items) {
    if (item.bareKey === undefined) visit(item.key, bound, found);
    visit(item.value, bound, found);
  }
}

function visitAccess(expression: Expression, bound: Bound, found: FoundReference[]): void {
  const reference = staticReference(expression);
  if (reference !== undefined && !bound.has(reference.root.name)) found.push({ expression, ...reference });
  let current = expression;
  while (current.kind === 'attribute-access' || current.kind === 'index-access') {
    if (current.kind === 'index-access') visit(current.index, bound, found);
    current = current.object;
  }
  if (current.kind !== 'reference') visit(current, bound, found);
}

function visitFor(
  expression: Extract<Expression, { readonly kind: 'for' }>,
  bound: Bound,
  found: FoundReference[],
): void {
  visit(expression.collection, bound, found);
  const inner = withNames(bound, expression.keyName, expression.valueName);
  if (expression.key !== undefined) visit(expression.key, inner, found);
  visit(expression.value, inner, found);
  if (expression.condition !== undefined) visit(expression.condition, inner, found);
}

function visitParts(parts: readonly TemplatePart[], bound: Bound, found: FoundReference[]): void {
  for (const part of parts) {
    if (part.kind === 'interpolation') visit(part.expression, bound, found);
    if (part.kind === 'if') {
      visit(part.condition, bound, found);
      visitParts(part.then, bound, found);
      visitParts(part.else, bound, found);
    }
    if (part.kind === 'for') {
      visit(part.collection, bound, found);
      visitParts(part.body, withNames(bound, part.keyName, part.valueName), found);
    }
  }
}

function withNames(bound: Bound, keyName: string | undefined, valueName: string): Bound {
  const names = new Set(bound).add(valueName);
  return keyName === undefined ? names : names.add(keyName);
}

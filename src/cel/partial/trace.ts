import { unparse } from '@bufbuild/cel';
import { type Expr, Interpreter, type Scope } from './interpret.ts';
import type { DecidingPart, PartialFunction, PartialStep } from './partial-cel.ts';
import { childrenOf, type Syntax } from './syntax.ts';

type Node = NonNullable<Expr>;

/** Evaluates the operands of `&&`, `||` and `!` one by one, each followed by what it reads. */
export function traceParts(
  syntax: Syntax,
  scope: Scope,
  functions: readonly PartialFunction[],
): readonly PartialStep[] {
  const evaluate = (node: Node): PartialStep['value'] => new Interpreter(functions).evaluate(node, scope);
  const steps: PartialStep[] = [];
  const shown = new Set<string>();
  const add = (node: Node, kind: PartialStep['kind']): void => {
    const text = textOf(syntax, node);
    if (shown.has(text)) return;
    shown.add(text);
    steps.push({ text, value: evaluate(node), kind });
  };
  for (const part of partsOf(syntax.expr)) {
    add(part, 'part');
    for (const read of readsOf(part, new Set())) add(read, 'read');
  }
  return steps;
}

/** The one comparison of a field with a literal that the expression consists of, under any number of `!` and `== false`. */
export function findDecidingPart(
  syntax: Syntax,
  scope: Scope,
  functions: readonly PartialFunction[],
): DecidingPart | undefined {
  const evaluate = (node: Node): PartialStep['value'] => new Interpreter(functions).evaluate(node, scope);
  const undecided = partsOf(syntax.expr);
  const whole = evaluate(syntax.expr);
  for (const part of undecided) {
    const value = evaluate(part);
    if (value.kind !== 'scalar' || typeof value.value !== 'boolean') continue;
    if (undecided.length > 1 && !samePaths(value.paths, whole.paths)) continue;
    const comparison = readComparison(syntax, part);
    if (comparison !== undefined) return { ...comparison, holds: value.value, paths: value.paths };
  }
  return undefined;
}

function samePaths(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((path, index) => path === b[index]);
}

const operators = new Map<string, DecidingPart['operator']>([
  ['_==_', '=='],
  ['_!=_', '!='],
  ['_<_', '<'],
  ['_<=_', '<='],
  ['_>_', '>'],
  ['_>=_', '>='],
  ['@in', 'in'],
]);

function readComparison(syntax: Syntax, node: Node): Pick<DecidingPart, 'field' | 'operator' | 'literal'> | undefined {
  if (node.exprKind.case !== 'callExpr') return undefined;
  const operator = operators.get(node.exprKind.value.function);
  const [left, right] = node.exprKind.value.args;
  if (operator === undefined || left === undefined || right === undefined) return undefined;
  if (!isRead(left) || readsOf(right, new Set()).length > 0) return undefined;
  return { field: textOf(syntax, left), operator, literal: textOf(syntax, right) };
}

/** The operands of `&&`, `||`, `!`, of `?:` and of `… == false`. */
function partsOf(node: Node): readonly Node[] {
  const kind = node.exprKind;
  if (kind.case !== 'callExpr') return [node];
  const { function: name, args } = kind.value;
  const [first, second] = args;
  if (name === '_&&_' || name === '_||_' || name === '!_' || name === '_?_:_') return args.flatMap(partsOf);
  const isNegation = name === '_==_' && second?.exprKind.case === 'constExpr' && isBoolean(second);
  if (isNegation && first !== undefined && !isRead(first)) return partsOf(first);
  return [node];
}

function isBoolean(node: Node): boolean {
  return node.exprKind.case === 'constExpr' && node.exprKind.value.constantKind.case === 'boolValue';
}

/** What a part reads: the longest chains of names from a variable that no comprehension binds. */
function readsOf(node: Node, bound: ReadonlySet<string>): readonly Node[] {
  if (isRead(node)) return bound.has(rootOf(node) ?? '') ? [] : [withoutTest(node)];
  const kind = node.exprKind;
  if (kind.case !== 'comprehensionExpr') return childrenOf(node).flatMap((child) => readsOf(child, bound));
  const inner = new Set([...bound, kind.value.iterVar, kind.value.accuVar]);
  const { iterRange, loopStep } = kind.value;
  return [
    ...(iterRange === undefined ? [] : readsOf(iterRange, bound)),
    ...(loopStep === undefined ? [] : readsOf(loopStep, inner)),
  ];
}

/** Below `has`, what is asked for is shown by its value. */
function withoutTest(node: Node): Node {
  const kind = node.exprKind;
  if (kind.case !== 'selectExpr' || !kind.value.testOnly) return node;
  return { ...node, id: 0n, exprKind: { case: 'selectExpr', value: { ...kind.value, testOnly: false } } };
}

function isRead(node: Node): boolean {
  return operandOf(node) !== undefined && rootOf(node) !== undefined;
}

function rootOf(node: Node): string | undefined {
  let current: Node = node;
  for (let inner = operandOf(current); inner !== undefined; inner = operandOf(inner)) current = inner;
  return current.exprKind.case === 'identExpr' ? current.exprKind.value.name : undefined;
}

/** What `a.b` and `a["b"]` select from. */
function operandOf(node: Node): Expr {
  const kind = node.exprKind;
  if (kind.case === 'selectExpr') return kind.value.operand;
  if (kind.case !== 'callExpr' || kind.value.function !== '_[_]') return undefined;
  const [operand, index] = kind.value.args;
  return index?.exprKind.case === 'constExpr' ? operand : undefined;
}

function textOf(syntax: Syntax, node: Node): string {
  return unparse({ ...syntax.parsed, expr: node });
}

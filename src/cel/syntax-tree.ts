import type { parse } from '@bufbuild/cel';
import type { CelReference } from './engine.ts';
import { countStep } from './functions.ts';

/** The parser's result. */
export type ParsedCel = ReturnType<typeof parse>;
type Expr = ParsedCel['expr'];
type Comprehension = Extract<Expr['exprKind'], { case: 'comprehensionExpr' }>['value'];

/** A call an expression makes. */
export interface CelCall {
  readonly name: string;
  readonly offset: number;
}

/** What a walk over a syntax tree finds. */
export interface CelContents {
  /** In the order of the text. */
  readonly references: readonly CelReference[];
  readonly calls: readonly CelCall[];
}

/**
 * Lists what an expression reads and calls, and makes each of its comprehensions count its steps (in place).
 * Throws a RangeError when the tree is deeper than `depth`.
 */
export function prepareTree(parsed: ParsedCel, depth: number): CelContents {
  const walk = new TreeWalk(parsed.sourceInfo?.positions ?? {});
  walk.visit(parsed.expr, new Set(), depth);
  walk.references.sort((a, b) => a.offset - b.offset);
  return walk;
}

/** One walk over one tree. */
class TreeWalk implements CelContents {
  readonly references: CelReference[] = [];
  readonly calls: CelCall[] = [];
  readonly positions: { readonly [id: string]: number };

  constructor(positions: { readonly [id: string]: number }) {
    this.positions = positions;
  }

  visit(expr: Expr | undefined, bound: ReadonlySet<string>, depth: number): void {
    if (expr === undefined) return;
    if (depth === 0) throw new RangeError('nested too deeply');
    const path = readPath(expr);
    const kind = expr.exprKind;
    if (path !== undefined) {
      const testOnly = kind.case === 'selectExpr' && kind.value.testOnly;
      if (!bound.has(path[0] ?? '')) this.references.push({ path, offset: this.offsetOf(expr), testOnly });
      return;
    }
    if (kind.case === 'comprehensionExpr') this.visitComprehension(kind.value, bound, depth - 1);
    else for (const child of this.children(expr)) this.visit(child, bound, depth - 1);
  }

  private visitComprehension(fold: Comprehension, bound: ReadonlySet<string>, depth: number): void {
    const inner = new Set([...bound, fold.iterVar, fold.accuVar]);
    this.visit(fold.iterRange, bound, depth);
    this.visit(fold.accuInit, bound, depth);
    this.visit(fold.loopCondition, inner, depth);
    this.visit(fold.loopStep, inner, depth);
    this.visit(fold.result, inner, depth);
    if (fold.loopCondition !== undefined) fold.loopCondition = counting(fold.loopCondition);
  }

  private children(expr: Expr): readonly (Expr | undefined)[] {
    const kind = expr.exprKind;
    switch (kind.case) {
      case 'callExpr':
        this.calls.push({ name: kind.value.function, offset: this.offsetOf(expr) });
        return [kind.value.target, ...kind.value.args];
      case 'selectExpr':
        return [kind.value.operand];
      case 'listExpr':
        return kind.value.elements;
      case 'structExpr':
        return kind.value.entries.flatMap((entry) =>
          entry.keyKind.case === 'mapKey' ? [entry.keyKind.value, entry.value] : [entry.value],
        );
      default:
        return [];
    }
  }

  private offsetOf(expr: Expr): number {
    return this.positions[String(expr.id)] ?? 0;
  }
}

/** The names of `a.b["c"]`, when the expression is nothing but that. */
function readPath(expr: Expr): readonly string[] | undefined {
  const names: string[] = [];
  let current: Expr | undefined = expr;
  while (current !== undefined) {
    const kind: Expr['exprKind'] = current.exprKind;
    if (kind.case === 'identExpr') return [kind.value.name.replace(/^\./, ''), ...names.reverse()];
    if (kind.case === 'selectExpr') {
      names.push(kind.value.field);
      current = kind.value.operand;
    } else {
      const index = literalIndex(kind);
      if (index === undefined) return undefined;
      names.push(index.name);
      current = index.operand;
    }
  }
  return undefined;
}

function literalIndex(kind: Expr['exprKind']): { name: string; operand: Expr | undefined } | undefined {
  if (kind.case !== 'callExpr' || kind.value.function !== '_[_]') return undefined;
  const constant = kind.value.args[1]?.exprKind;
  if (constant?.case !== 'constExpr' || constant.value.constantKind.case !== 'stringValue') return undefined;
  return { name: constant.value.constantKind.value, operand: kind.value.args[0] };
}

function counting(condition: Expr): Expr {
  return {
    $typeName: 'cel.expr.Expr',
    id: condition.id,
    exprKind: {
      case: 'callExpr',
      value: { $typeName: 'cel.expr.Expr.Call', function: countStep, args: [condition] },
    },
  };
}

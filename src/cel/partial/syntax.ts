import { parse } from '@bufbuild/cel';
import type { CelFault } from '../engine.ts';
import type { Expr } from './interpret.ts';

/** A parsed expression with what its parts need to be named and found in the text. */
export interface Syntax {
  readonly text: string;
  readonly expr: NonNullable<Expr>;
  /** For writing parts as text again. */
  readonly parsed: ReturnType<typeof parse>;
  /** Offset of a node: of its operator or its dot, where it has one. */
  offsetOf(node: Expr): number;
}

/** Levels of the syntax tree. */
const depthLimit = 200;

/** Parses a text; the fault is at the exact place. */
export function parseSyntax(text: string): Syntax | (CelFault & { readonly offset: number }) {
  try {
    const parsed = parse(text);
    const positions = parsed.sourceInfo?.positions ?? {};
    if (isDeeper(parsed.expr, depthLimit)) return { error: 'it is nested too deeply', offset: 0 };
    return { text, expr: parsed.expr, parsed, offsetOf: (node) => positions[String(node?.id)] ?? 0 };
  } catch (cause) {
    if (cause instanceof RangeError) return { error: 'it is nested too deeply', offset: 0 };
    return syntaxFault(text, cause);
  }
}

/** Characters that word processors put in the place of CEL's own. */
const typographic: Readonly<Record<string, string>> = { '“': '"', '”': '"', '‘': "'", '’': "'", '–': '-', '—': '-' };

/** Operators and white space: where an operand is missing the parser stops before them. */
const operators = /(?:&&|\|\||[=!<>]=|[<>+*/%?:,.-]|\bin\b|\s)+/y;

function syntaxFault(text: string, cause: unknown): CelFault & { readonly offset: number } {
  const stopped = parserOffset(cause) ?? 0;
  operators.lastIndex = stopped;
  const operand = operators.test(text) ? operators.lastIndex : stopped;
  if (operand >= text.length) return { error: 'it ends too early', offset: text.length };
  const offset = /[\w"'([{!-]/.test(text[operand] ?? '') ? stopped : operand;
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  const plain = typographic[character];
  if (plain !== undefined) return { error: `\`${character}\` stands where CEL has \`${plain}\``, offset };
  return { error: `it cannot be read from \`${character}\` on`, offset };
}

/** Where the parser stopped: its error holds `location.start.offset`. */
function parserOffset(cause: unknown): number | undefined {
  if (typeof cause !== 'object' || cause === null || !('location' in cause)) return undefined;
  // The parser's error class is not exported; its public field is read through a narrow shape.
  const location = cause.location as { readonly start?: { readonly offset?: unknown } } | undefined;
  const offset = location?.start?.offset;
  return typeof offset === 'number' ? offset : undefined;
}

/** All nodes of a tree, outer ones first. */
export function* nodesOf(expr: Expr): Generator<NonNullable<Expr>> {
  const open: Expr[] = [expr];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    open.push(...childrenOf(next).reverse());
  }
}

/** Nodes right below a node, in the order of the text. */
export function childrenOf(expr: NonNullable<Expr>): NonNullable<Expr>[] {
  const kind = expr.exprKind;
  const children = (): Expr[] => {
    switch (kind.case) {
      case 'callExpr':
        return [kind.value.target, ...kind.value.args];
      case 'selectExpr':
        return [kind.value.operand];
      case 'listExpr':
        return kind.value.elements;
      case 'structExpr':
        return kind.value.entries.flatMap(({ keyKind, value }) =>
          keyKind.case === 'mapKey' ? [keyKind.value, value] : [value],
        );
      case 'comprehensionExpr':
        return [
          kind.value.iterRange,
          kind.value.accuInit,
          kind.value.loopCondition,
          kind.value.loopStep,
          kind.value.result,
        ];
      default:
        return [];
    }
  };
  return children().filter((child) => child !== undefined);
}

function isDeeper(expr: NonNullable<Expr>, depth: number): boolean {
  let level: NonNullable<Expr>[] = [expr];
  for (let left = depth; left > 0 && level.length > 0; left -= 1) level = level.flatMap(childrenOf);
  return level.length > 0;
}

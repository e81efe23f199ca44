import type { BinaryExpression, Expression } from '../ast.ts';
import type { TokenKind } from './lex-tokens.ts';
import type { Cursor } from './parse-cursor.ts';
import { parseOperand } from './parse-postfix.ts';
import * as tokenKinds from './token-kinds.ts';

interface Operator {
  readonly symbol: BinaryExpression['operator'];
  /** Binds tighter the higher it is. */
  readonly precedence: number;
}

const operators = new Map<TokenKind, Operator>([
  [tokenKinds.or, { symbol: '||', precedence: 1 }],
  [tokenKinds.and, { symbol: '&&', precedence: 2 }],
  [tokenKinds.equalEqual, { symbol: '==', precedence: 3 }],
  [tokenKinds.notEqual, { symbol: '!=', precedence: 3 }],
  [tokenKinds.greater, { symbol: '>', precedence: 4 }],
  [tokenKinds.greaterEqual, { symbol: '>=', precedence: 4 }],
  [tokenKinds.less, { symbol: '<', precedence: 4 }],
  [tokenKinds.lessEqual, { symbol: '<=', precedence: 4 }],
  [tokenKinds.plus, { symbol: '+', precedence: 5 }],
  [tokenKinds.minus, { symbol: '-', precedence: 5 }],
  [tokenKinds.star, { symbol: '*', precedence: 6 }],
  [tokenKinds.slash, { symbol: '/', precedence: 6 }],
  [tokenKinds.percent, { symbol: '%', precedence: 6 }],
]);

/**
 * Reads any expression: operators by precedence, the conditional above them all.
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#operations
 */
export function readExpression(cursor: Cursor): Expression {
  if (!cursor.enter()) return cursor.invalid(cursor.nextStart());
  const expression = readConditional(cursor);
  cursor.leave();
  return expression;
}

function readConditional(cursor: Cursor): Expression {
  const start = cursor.nextStart();
  const condition = readBinary(cursor, 1);
  if (cursor.failed || !cursor.accept(tokenKinds.question)) return condition;
  let height = cursor.height;
  const then = cursor.expression();
  height = Math.max(height, cursor.height);
  if (cursor.failed) return cursor.invalid(start);
  if (!cursor.accept(tokenKinds.colon)) {
    cursor.failAtNext('the conditional lacks its second result: expected `:`', {
      hint: 'write condition ? then : else',
    });
    return cursor.invalid(start);
  }
  const otherwise = cursor.expression();
  height = Math.max(height, cursor.height);
  if (cursor.failed) return cursor.invalid(start);
  return cursor.built(
    { kind: 'conditional', condition, then, else: otherwise, range: { start, end: otherwise.range.end } },
    height,
  );
}

/** Reads operands joined by operators of at least this precedence; equal ones group to the left. */
function readBinary(cursor: Cursor, precedence: number): Expression {
  const start = cursor.nextStart();
  let left = parseOperand(cursor);
  let height = cursor.height;
  for (;;) {
    const operator = operators.get(cursor.peek());
    if (cursor.failed || !operator || operator.precedence < precedence) break;
    const operatorRange = cursor.rangeOf(cursor.read());
    const right = readBinary(cursor, operator.precedence + 1);
    if (cursor.failed) return cursor.invalid(start);
    left = cursor.built(
      {
        kind: 'binary',
        operator: operator.symbol,
        operatorRange,
        left,
        right,
        range: { start: left.range.start, end: right.range.end },
      },
      Math.max(height, cursor.height),
    );
    height = cursor.height;
  }
  cursor.height = height;
  return left;
}

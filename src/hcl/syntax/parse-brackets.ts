import type { TokenKind, TokenList } from './lex-tokens.ts';
import * as tokenKinds from './token-kinds.ts';

/** What a bracket is: those of one family close each other. */
export interface Bracket {
  readonly family: number;
  readonly opens: boolean;
  /** Whether it encloses or interrupts the text of a string. */
  readonly isTemplate: boolean;
}

const pairs: readonly (readonly [openers: readonly TokenKind[], closer: TokenKind, isTemplate: boolean])[] = [
  [[tokenKinds.openBrace], tokenKinds.closeBrace, false],
  [[tokenKinds.openBracket], tokenKinds.closeBracket, false],
  [[tokenKinds.openParen], tokenKinds.closeParen, false],
  [[tokenKinds.openQuote], tokenKinds.closeQuote, true],
  [[tokenKinds.openHeredoc], tokenKinds.closeHeredoc, true],
  [[tokenKinds.openInterpolation, tokenKinds.openDirective], tokenKinds.closeSequence, true],
];

const brackets = new Map<TokenKind, Bracket>(
  pairs.flatMap(([openers, closer, isTemplate], family) => [
    ...openers.map((opener) => [opener, { family, opens: true, isTemplate }] as const),
    [closer, { family, opens: false, isTemplate }] as const,
  ]),
);

/** What a token opens or closes; undefined when it is no bracket. */
export function bracketOf(kind: TokenKind): Bracket | undefined {
  return brackets.get(kind);
}

/** Whether a token closes something. */
export function isCloser(kind: TokenKind): boolean {
  return brackets.get(kind)?.opens === false;
}

/** Whether a token opens something. */
export function isOpener(kind: TokenKind): boolean {
  return brackets.get(kind)?.opens === true;
}

/**
 * The closer of every opener, by token index; -1 for openers that are never closed and for all other tokens.
 * A closer skips openers of other families that were left open inside.
 */
export function matchBrackets(tokens: TokenList): Int32Array {
  const closers = new Int32Array(tokens.length).fill(-1);
  const stack: { index: number; family: number }[] = [];
  const open = [0, 0, 0, 0, 0, 0];
  for (let index = 0; index < tokens.length; index++) {
    const bracket = brackets.get(tokens.kind(index));
    if (!bracket) continue;
    const { family } = bracket;
    if (bracket.opens) {
      stack.push({ index, family });
      open[family] = (open[family] ?? 0) + 1;
      continue;
    }
    if (!open[family]) continue;
    for (let top = stack.pop(); top; top = stack.pop()) {
      open[top.family] = (open[top.family] ?? 1) - 1;
      if (top.family !== family) continue;
      closers[top.index] = index;
      break;
    }
  }
  return closers;
}

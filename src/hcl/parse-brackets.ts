import { type TokenKind, type TokenList, tokenKinds } from './lex-tokens.ts';

const families = new Map<TokenKind, { readonly family: number; readonly opens: boolean }>([
  [tokenKinds.openBrace, { family: 0, opens: true }],
  [tokenKinds.closeBrace, { family: 0, opens: false }],
  [tokenKinds.openBracket, { family: 1, opens: true }],
  [tokenKinds.closeBracket, { family: 1, opens: false }],
  [tokenKinds.openParen, { family: 2, opens: true }],
  [tokenKinds.closeParen, { family: 2, opens: false }],
  [tokenKinds.openQuote, { family: 3, opens: true }],
  [tokenKinds.closeQuote, { family: 3, opens: false }],
  [tokenKinds.openHeredoc, { family: 4, opens: true }],
  [tokenKinds.closeHeredoc, { family: 4, opens: false }],
  [tokenKinds.openInterpolation, { family: 5, opens: true }],
  [tokenKinds.openDirective, { family: 5, opens: true }],
  [tokenKinds.closeSequence, { family: 5, opens: false }],
]);

/** Whether a token closes something. */
export function isCloser(kind: TokenKind): boolean {
  return families.get(kind)?.opens === false;
}

/** Whether a token opens something. */
export function isOpener(kind: TokenKind): boolean {
  return families.get(kind)?.opens === true;
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
    const bracket = families.get(tokens.kind(index));
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

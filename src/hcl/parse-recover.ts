import { lineStart } from './lex-scan.ts';
import { type TokenKind, tokenKinds } from './lex-tokens.ts';
import { isCloser, isOpener } from './parse-brackets.ts';
import type { Cursor } from './parse-cursor.ts';

/**
 * After a fault between an opening bracket and its closer: goes to the next separator or the closer and ends the failed state.
 * Stays failed when the bracket is never closed, as then nobody knows where it was meant to end.
 */
export function resumeInBrackets(cursor: Cursor, open: number, separators: readonly TokenKind[]): void {
  const close = cursor.closerOf(open);
  if (close < 0) return;
  let index = Math.min(cursor.index, close);
  for (; index < close; index++) {
    const kind = cursor.tokens.kind(index);
    if (separators.includes(endsLine(cursor, index) ? tokenKinds.newline : kind)) break;
    const inner = isOpener(kind) ? cursor.closerOf(index) : -1;
    if (inner >= 0) index = Math.min(inner, close - 1);
  }
  cursor.index = index;
  cursor.failed = false;
}

/** After a fault in an item of a body: goes to the end of the item and ends the failed state. `first` is the item's first token. */
export function skipBodyItem(cursor: Cursor, first: number): void {
  const end = balancedEnd(cursor, first) ?? indentedEnd(cursor, first);
  cursor.index = Math.max(end, first + 1);
  cursor.failed = false;
}

/** Where the line ends outside of all brackets; undefined when a bracket is never closed. */
function balancedEnd(cursor: Cursor, first: number): number | undefined {
  const { tokens } = cursor;
  for (let index = first; ; index++) {
    const kind = tokens.kind(index);
    if (kind === tokenKinds.end || endsLine(cursor, index)) return index;
    if (isOpener(kind)) {
      index = cursor.closerOf(index);
      if (index < 0) return undefined;
    } else if (isCloser(kind) && index > first) {
      return kind === tokenKinds.closeBrace ? index : undefined;
    }
  }
}

/** The next line that looks like a new item, indented no deeper than this one, or like the end of the block around it. */
function indentedEnd(cursor: Cursor, first: number): number {
  const { tokens } = cursor;
  const indentation = columnOf(cursor, first);
  let index = first + 1;
  for (; tokens.kind(index) !== tokenKinds.end; index++) {
    const kind = tokens.kind(index);
    if (endsLine(cursor, index - 1)) {
      const column = columnOf(cursor, index);
      if (kind === tokenKinds.closeBrace && column < indentation) break;
      if (kind === tokenKinds.identifier && column <= indentation && beginsItem(tokens.kind(index + 1))) break;
    }
    if (kind === tokenKinds.openQuote || kind === tokenKinds.openHeredoc)
      index = Math.max(index, cursor.closerOf(index));
  }
  return index;
}

function beginsItem(second: TokenKind): boolean {
  return (
    second === tokenKinds.equal ||
    second === tokenKinds.openBrace ||
    second === tokenKinds.openQuote ||
    second === tokenKinds.identifier
  );
}

function endsLine(cursor: Cursor, index: number): boolean {
  const kind = cursor.tokens.kind(index);
  return (
    kind === tokenKinds.newline ||
    (kind === tokenKinds.comment && cursor.text.charCodeAt(cursor.tokens.end(index) - 1) === 0x0a)
  );
}

function columnOf(cursor: Cursor, index: number): number {
  const start = cursor.tokens.start(index);
  return start - lineStart(cursor.text, start);
}

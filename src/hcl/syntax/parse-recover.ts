import { lineStart } from './lex-scan.ts';
import type { TokenKind, TokenList } from './lex-tokens.ts';
import { isCloser, isOpener } from './parse-brackets.ts';
import type { Cursor } from './parse-cursor.ts';
import * as tokenKinds from './token-kinds.ts';

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
    if (separators.includes(endsLine(cursor.tokens, index) ? tokenKinds.newline : kind)) break;
    const inner = isOpener(kind) ? cursor.closerOf(index) : -1;
    if (inner >= 0) index = Math.min(inner, close - 1);
  }
  cursor.resumeAt(index);
}

/** After a fault in an item of a body: goes to the end of the item and ends the failed state. `first` is the item's first token. */
export function skipBodyItem(cursor: Cursor, first: number): void {
  const end = balancedEnd(cursor, first) ?? indentedEnd(cursor, first);
  cursor.resumeAt(Math.max(end, first + 1));
}

/**
 * After a fault in the header of a block: goes to the brace at the end of the line or at the start of the next one, or to the next line
 * when it is indented like a body whose brace was forgotten. Ends the failed state when there is a body.
 */
export function findBodyAfterFault(cursor: Cursor, header: number): 'brace' | 'indented' | 'nowhere' {
  const { tokens } = cursor;
  const lineBreak = nextLineBreak(tokens, cursor.index);
  let next = lineBreak;
  while (endsLine(tokens, next)) next++;
  const nextEnd = nextLineBreak(tokens, next);
  const continues = tokens.kind(next) === tokenKinds.openQuote && tokens.kind(nextEnd - 1) === tokenKinds.openBrace;
  const brace =
    tokens.kind(lineBreak - 1) === tokenKinds.openBrace
      ? lineBreak - 1
      : tokens.kind(next) === tokenKinds.openBrace
        ? next
        : continues
          ? nextEnd - 1
          : -1;
  const isIndented = tokens.kind(next) !== tokenKinds.end && columnOf(cursor, next) > columnOf(cursor, header);
  if (brace < 0 && !isIndented) return 'nowhere';
  cursor.resumeAt(brace < 0 ? lineBreak : brace);
  return brace < 0 ? 'indented' : 'brace';
}

function nextLineBreak(tokens: TokenList, from: number): number {
  let index = from;
  while (tokens.kind(index) !== tokenKinds.end && !endsLine(tokens, index)) index++;
  return index;
}

/** Where the line ends outside of all brackets; undefined when a bracket is never closed. */
function balancedEnd(cursor: Cursor, first: number): number | undefined {
  const { tokens } = cursor;
  for (let index = first; ; index++) {
    const kind = tokens.kind(index);
    if (kind === tokenKinds.end || endsLine(cursor.tokens, index)) return index;
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
    if (endsLine(tokens, index - 1)) {
      const column = columnOf(cursor, index);
      if (kind === tokenKinds.closeBrace && column < indentation) break;
      if (kind === tokenKinds.identifier && column <= indentation && beginsItem(tokens.kind(index + 1))) break;
    }
    if (kind === tokenKinds.openQuote || kind === tokenKinds.openHeredoc)
      index = Math.max(index, cursor.closerOf(index));
  }
  return index;
}

/** Whether an item begins where a name has this token behind it. */
export function beginsItem(second: TokenKind): boolean {
  return (
    second === tokenKinds.equal ||
    second === tokenKinds.openBrace ||
    second === tokenKinds.openQuote ||
    second === tokenKinds.identifier
  );
}

/** Whether a token ends its line: a newline, or a line comment, which contains one. */
export function endsLine(tokens: TokenList, index: number): boolean {
  const kind = tokens.kind(index);
  if (kind !== tokenKinds.comment) return kind === tokenKinds.newline;
  return tokens.text.charCodeAt(tokens.end(index) - 1) === 0x0a;
}

function columnOf(cursor: Cursor, index: number): number {
  const start = cursor.tokens.start(index);
  return start - lineStart(cursor.text, start);
}

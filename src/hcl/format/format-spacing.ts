import type { TokenKind } from '../syntax/lex-tokens.ts';
import * as t from '../syntax/token-kinds.ts';
import type { FormatTokens } from './format-tokens.ts';

/** How many more brackets are open behind a token than before it; template sequences count as brackets. */
export function bracketChange(kind: TokenKind): number {
  return changes[kind] ?? 0;
}

const openers = new Set<TokenKind>([t.openBrace, t.openBracket, t.openParen, t.openDirective, t.openInterpolation]);
const closers = new Set<TokenKind>([t.closeBrace, t.closeBracket, t.closeParen, t.closeSequence]);

// By kind: asked for every token, where a set would be slow.
const changes = new Int8Array(256);
for (const kind of openers) changes[kind] = 1;
for (const kind of closers) changes[kind] = -1;

/** Behind these nothing of a template may move. */
const templateBefore = new Set<TokenKind>([t.quotedText, t.plainText, t.openQuote, t.openHeredoc]);
/** Before these nothing of a template may move. */
const templateAfter = new Set<TokenKind>([t.quotedText, t.plainText, t.closeQuote, t.closeHeredoc]);

/** Behind these, and at the start, a minus is a sign and no operator. */
const beforeSign = new Set<TokenKind>([
  t.openParen,
  t.openBrace,
  t.openBracket,
  t.equal,
  t.colon,
  t.comma,
  t.question,
  t.plus,
  t.star,
  t.slash,
  t.percent,
  t.minus,
  t.equalEqual,
  t.notEqual,
  t.greater,
  t.greaterEqual,
  t.less,
  t.lessEqual,
  t.and,
  t.or,
  t.bang,
]);

/**
 * Whether a space stands between a token and the next one of its line.
 *
 * @param index - The token; not the last of its line.
 * @param isFirst - Whether it begins its line, or the part of the line from the equals sign on.
 */
export function isSpaceAfter(tokens: FormatTokens, index: number, isFirst: boolean): boolean {
  const kind = tokens.kind(index);
  const after = tokens.kind(index + 1);
  return (
    joinedNames(kind, after) ??
    templateOrKeyword(tokens, index, isFirst) ??
    signs(tokens, index, isFirst) ??
    brackets(kind, after)
  );
}

/** Names, dots and commas. */
function joinedNames(kind: TokenKind, after: TokenKind): boolean | undefined {
  if (after === t.newline) return false;
  if (kind === t.identifier && (after === t.openParen || after === t.doubleColon)) return false;
  if (kind === t.doubleColon && after === t.identifier) return false;
  if (kind === t.dot || after === t.dot || after === t.comma || after === t.ellipsis) return false;
  return kind === t.comma ? true : undefined;
}

function templateOrKeyword(tokens: FormatTokens, index: number, isFirst: boolean): boolean | undefined {
  const kind = tokens.kind(index);
  if (templateBefore.has(kind) || templateAfter.has(tokens.kind(index + 1))) return false;
  const isIn =
    kind === t.identifier && !isFirst && tokens.kind(index - 1) === t.identifier && tokens.textOf(index) === 'in';
  return isIn ? true : undefined;
}

/** Index brackets, `!` and minus. */
function signs(tokens: FormatTokens, index: number, isFirst: boolean): boolean | undefined {
  const kind = tokens.kind(index);
  const isIndexable = kind === t.identifier || kind === t.number || closers.has(kind);
  if (tokens.kind(index + 1) === t.openBracket && isIndexable) return false;
  if (kind === t.bang) return false;
  if (kind !== t.minus) return undefined;
  return !isFirst && !beforeSign.has(tokens.kind(index - 1));
}

/** Braces have spaces inside, other brackets have none. */
function brackets(kind: TokenKind, after: TokenKind): boolean {
  if (kind === t.openBrace || after === t.closeBrace) return !(kind === t.openBrace && after === t.closeBrace);
  if ((kind === t.openInterpolation || kind === t.openDirective) && after === t.openBrace) return true;
  if (kind === t.closeBrace && after === t.closeSequence) return true;
  return (
    !openers.has(kind) && !closers.has(after) && !(kind === t.closeSequence && openers.has(after) && isSequence(after))
  );
}

function isSequence(kind: TokenKind): boolean {
  return kind === t.openInterpolation || kind === t.openDirective;
}

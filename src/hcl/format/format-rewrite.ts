import type { Attribute, Block, BlockLabel, Body } from '../ast.ts';
import type { TokenKind, TokenList } from '../syntax/lex-tokens.ts';
import { isCloser, isOpener } from '../syntax/parse-brackets.ts';
import { endsLine } from '../syntax/parse-recover.ts';
import * as tokenKinds from '../syntax/token-kinds.ts';
import type { NewToken, Rewrite } from './format-tokens.ts';

/**
 * The rewrites beyond white space that `terraform fmt` does: labels in quotes, `"${x}"` unwrapped, types of old as types of today.
 * Sorted by place.
 *
 * @see https://developer.hashicorp.com/terraform/cli/commands/fmt
 */
export function collectRewrites(tokens: TokenList, body: Body): readonly Rewrite[] {
  const rewrites: Rewrite[] = [];
  rewriteBody({ tokens, rewrites }, body, []);
  return rewrites;
}

interface Rewriter {
  readonly tokens: TokenList;
  readonly rewrites: Rewrite[];
}

function rewriteBody(rewriter: Rewriter, body: Body, blocks: readonly string[]): void {
  for (const item of body.items) {
    if (item.kind === 'block') {
      rewriteLabels(rewriter, item);
      rewriteBody(rewriter, item.body, [...blocks, item.type]);
    } else if (item.name === 'type' && blocks.length === 1 && blocks[0] === 'variable') rewriteType(rewriter, item);
    else unwrap(rewriter, item);
  }
}

/** Writes all labels in quotes. Comments before and between them go. */
function rewriteLabels({ tokens, rewrites }: Rewriter, block: Block): void {
  let next = tokenAt(tokens, block.typeRange.end);
  for (const label of block.labels) {
    const start = tokenAt(tokens, label.range.start);
    const end = tokenAt(tokens, label.range.end);
    const written = label.quoted ? requoted(tokens, label, start, end) : quotedName(start);
    if (start > next || written) rewrites.push({ start: next, end: written ? end : start, tokens: written ?? [] });
    next = end;
  }
}

function quotedName(token: number): readonly NewToken[] {
  return [
    { kind: tokenKinds.openQuote, text: '"' },
    { kind: tokenKinds.quotedText, origin: token },
    { kind: tokenKinds.closeQuote, text: '"' },
  ];
}

/** The tokens of a label whose text can be written simpler; undefined when it stays as it is. */
function requoted(tokens: TokenList, label: BlockLabel, start: number, end: number): readonly NewToken[] | undefined {
  if (end - start !== 3 || /^[\w-]*$/.test(label.text)) return undefined;
  const text = escapeLabel(label.text);
  if (text === tokens.textOf(start + 1)) return undefined;
  return [
    { kind: tokenKinds.openQuote, origin: start },
    { kind: tokenKinds.quotedText, text },
    { kind: tokenKinds.closeQuote, origin: start + 2 },
  ];
}

const labelEscapes = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['${', '$${'],
  ['%{', '%%{'],
]);

// What Go's strconv calls printable: letters, marks, numbers, punctuation, symbols and the space.
const escapedInLabels = /\$\{|%\{|["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

function escapeLabel(text: string): string {
  return text.replace(escapedInLabels, (found) => {
    const code = found.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    return (
      labelEscapes.get(found) ?? (code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`)
    );
  });
}

const bareTypes = new Set(['list', 'map', 'set']);
const quotedTypes = new Map<string, readonly (readonly [TokenKind, string])[]>([
  ['string', [[tokenKinds.identifier, 'string']]],
  ['list', callOf('list', 'string')],
  ['map', callOf('map', 'string')],
]);

function callOf(name: string, argument: string): readonly (readonly [TokenKind, string])[] {
  return [
    [tokenKinds.identifier, name],
    [tokenKinds.openParen, '('],
    [tokenKinds.identifier, argument],
    [tokenKinds.closeParen, ')'],
  ];
}

/** `list` becomes `list(any)`, `"list"` becomes `list(string)`, `"string"` becomes `string`. */
function rewriteType({ tokens, rewrites }: Rewriter, { value }: Attribute): void {
  const start = tokenAt(tokens, value.range.start);
  const end = tokenAt(tokens, value.range.end);
  const isBare = end - start === 1 && tokens.kind(start) === tokenKinds.identifier;
  const isQuoted = end - start === 3 && tokens.kind(start) === tokenKinds.openQuote;
  const name = tokens.textOf(isQuoted ? start + 1 : start);
  const replacement =
    isBare && bareTypes.has(name) ? callOf(name, 'any') : isQuoted ? quotedTypes.get(name) : undefined;
  if (!replacement) return;
  rewrites.push({ start, end, tokens: replacement.map(([kind, text]) => ({ kind, text })) });
}

/** Takes the quotes of `"${x}"` away; what spans lines gets parentheses instead. */
function unwrap({ tokens, rewrites }: Rewriter, { value }: Attribute): void {
  if (value.kind !== 'template' || value.form !== 'quoted') return;
  const start = tokenAt(tokens, value.range.start);
  const end = tokenAt(tokens, value.range.end);
  if (end - start < 5 || !isSingleInterpolation(tokens, start, end)) return;
  let first = start + 2;
  let last = end - 3;
  while (first <= last && tokens.kind(first) === tokenKinds.newline) first++;
  while (last >= first && tokens.kind(last) === tokenKinds.newline) last--;
  const needsParentheses =
    (spansLines(tokens, first, last) && !isParenthesized(tokens, first, last)) || breaksOutside(tokens, first, last);
  const parenthesis = (kind: TokenKind, text: string): NewToken[] => (needsParentheses ? [{ kind, text }] : []);
  rewrites.push({ start, end: first, tokens: parenthesis(tokenKinds.openParen, '(') });
  rewrites.push({ start: last + 1, end, tokens: parenthesis(tokenKinds.closeParen, ')') });
}

function isSingleInterpolation(tokens: TokenList, start: number, end: number): boolean {
  if (tokens.kind(start + 1) !== tokenKinds.openInterpolation || tokens.kind(end - 2) !== tokenKinds.closeSequence) {
    return false;
  }
  let quotes = 0;
  for (let index = start + 2; index < end - 2; index++) {
    const kind = tokens.kind(index);
    if (kind === tokenKinds.openQuote) quotes++;
    else if (kind === tokenKinds.closeQuote) quotes--;
    else if (quotes === 0 && endsInterpolation(kind)) return false;
  }
  return true;
}

function endsInterpolation(kind: TokenKind): boolean {
  return kind === tokenKinds.openInterpolation || kind === tokenKinds.closeSequence || kind === tokenKinds.quotedText;
}

function spansLines(tokens: TokenList, first: number, last: number): boolean {
  for (let index = first; index <= last; index++) if (tokens.kind(index) === tokenKinds.newline) return true;
  return false;
}

/** Whether a line ends outside of all brackets: there `terraform fmt` may write what it cannot read, for lack of parentheses. */
function breaksOutside(tokens: TokenList, first: number, last: number): boolean {
  let depth = 0;
  for (let index = first; index < last; index++) {
    const kind = tokens.kind(index);
    if (depth === 0 && endsLine(tokens, index)) return true;
    if (isOpener(kind)) depth++;
    else if (isCloser(kind)) depth--;
  }
  return false;
}

function isParenthesized(tokens: TokenList, first: number, last: number): boolean {
  return tokens.kind(first) === tokenKinds.openParen && tokens.kind(last) === tokenKinds.closeParen;
}

/** Index of the first token that begins at an offset or behind it. */
function tokenAt(tokens: TokenList, offset: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.start(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

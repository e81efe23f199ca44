import { meetTag } from './lex-repair.ts';
import { identifierEnd, lineCommentEnd } from './lex-scan.ts';
import { type LexState, reportLexFault, topFrame } from './lex-state.ts';
import type { TokenKind } from './lex-tokens.ts';
import * as tokenKinds from './token-kinds.ts';

/** Operators and brackets of one character, by its code. */
const singles: readonly (TokenKind | undefined)[] = byCode([
  ['[', tokenKinds.openBracket],
  [']', tokenKinds.closeBracket],
  ['(', tokenKinds.openParen],
  [')', tokenKinds.closeParen],
  ['.', tokenKinds.dot],
  [',', tokenKinds.comma],
  [':', tokenKinds.colon],
  ['?', tokenKinds.question],
  ['=', tokenKinds.equal],
  ['<', tokenKinds.less],
  ['>', tokenKinds.greater],
  ['!', tokenKinds.bang],
  ['+', tokenKinds.plus],
  ['-', tokenKinds.minus],
  ['*', tokenKinds.star],
  ['/', tokenKinds.slash],
  ['%', tokenKinds.percent],
]);

/** Operators of two characters. */
const doubles = new Map<string, TokenKind>([
  ['==', tokenKinds.equalEqual],
  ['!=', tokenKinds.notEqual],
  ['<=', tokenKinds.lessEqual],
  ['>=', tokenKinds.greaterEqual],
  ['&&', tokenKinds.and],
  ['||', tokenKinds.or],
  ['::', tokenKinds.doubleColon],
  ['=>', tokenKinds.fatArrow],
]);

/** Characters that are the second one of an operator. */
const seconds = byCode([...doubles.keys()].map((operator) => [operator.charAt(1), true]));

/** Readers of what begins with a certain character, by its code; false where it turns out to be an operator. */
const readers: readonly (((state: LexState) => boolean) | undefined)[] = byCode([
  ['\n', (state) => lexNewline(state, 1)],
  ['\r', (state) => state.text.charAt(state.position + 1) === '\n' && lexNewline(state, 2)],
  ['"', openQuote],
  ['{', openBrace],
  ['}', (state) => closeBrace(state, 1)],
  ['~', (state) => state.text.charAt(state.position + 1) === '}' && closeBrace(state, 2)],
  ['#', lexLineComment],
  ['/', lexSlashComment],
  ['<', lexHeredocOpener],
]);

function byCode<T>(entries: readonly (readonly [character: string, value: T])[]): readonly (T | undefined)[] {
  const table = new Array<T | undefined>(0x80).fill(undefined);
  for (const [character, value] of entries) table[character.charCodeAt(0)] = value;
  return table;
}

/** Reads one token of code that is neither a name nor a number. */
export function lexPunctuation(state: LexState): void {
  const code = state.text.charCodeAt(state.position);
  if (code >= 0x80 || readers[code]?.(state) !== true) lexOperator(state, code);
}

function lexOperator(state: LexState, code: number): void {
  const { text, position } = state;
  const next = text.charCodeAt(position + 1);
  const double = next < 0x80 && seconds[next] === true ? doubles.get(text.slice(position, position + 2)) : undefined;
  const single = code < 0x80 ? singles[code] : undefined;
  if (double !== undefined) emit(state, double, 2);
  else if (single === tokenKinds.dot && text.startsWith('...', position)) emit(state, tokenKinds.ellipsis, 3);
  else if (single !== undefined) emit(state, single, 1);
  else lexUnknown(state);
}

function emit(state: LexState, kind: TokenKind, length: number): true {
  state.tokens.push(kind, state.position, state.position + length);
  state.position += length;
  return true;
}

function lexNewline(state: LexState, length: number): true {
  emit(state, tokenKinds.newline, length);
  if (state.frames.length > 1) meetTag(state);
  return true;
}

function openQuote(state: LexState): true {
  state.frames.push({ kind: 'quoted', start: state.position });
  return emit(state, tokenKinds.openQuote, 1);
}

function openBrace(state: LexState): true {
  const frame = topFrame(state);
  if (frame.kind === 'code') frame.depth++;
  return emit(state, tokenKinds.openBrace, 1);
}

/** `}` or `~}`: ends the template sequence when it is the one that opened this frame. */
function closeBrace(state: LexState, length: number): true {
  const frame = topFrame(state);
  if (frame.kind === 'code' && frame.depth === 0 && state.frames.length > 1) {
    state.frames.pop();
    return emit(state, tokenKinds.closeSequence, length);
  }
  if (frame.kind === 'code' && frame.depth > 0) frame.depth--;
  return emit(state, length === 2 ? tokenKinds.closeSequence : tokenKinds.closeBrace, length);
}

function lexLineComment(state: LexState): true {
  return emit(state, tokenKinds.comment, lineCommentEnd(state.text, state.position) - state.position);
}

function lexSlashComment(state: LexState): boolean {
  const { text, position } = state;
  const next = text.charAt(position + 1);
  if (next === '/') return lexLineComment(state);
  if (next !== '*') return false;
  const close = text.indexOf('*/', position + 2);
  if (close < 0) {
    const message = 'the comment opened here is not closed before the end of the file';
    reportLexFault(state, 'hcl-unclosed', position, position + 2, message, 'close it with */');
  }
  return emit(state, tokenKinds.comment, (close < 0 ? text.length : close + 2) - position);
}

function lexHeredocOpener(state: LexState): boolean {
  const { text, position } = state;
  if (!text.startsWith('<<', position)) return false;
  const tagStart = text.charAt(position + 2) === '-' ? position + 3 : position + 2;
  const tagEnd = identifierEnd(text, tagStart);
  if (tagEnd === tagStart) return false;
  const newline = text.startsWith('\r\n', tagEnd) ? 2 : text.charAt(tagEnd) === '\n' ? 1 : 0;
  if (newline === 0) return false;
  state.frames.push({ kind: 'heredoc', tag: text.slice(tagStart, tagEnd), atLineStart: true, start: position });
  return emit(state, tokenKinds.openHeredoc, tagEnd + newline - position);
}

const knownMistakes = new Map<string, { message: string; hint: string }>([
  ["'", { message: 'single quotes cannot enclose a string', hint: 'use double quotes (")' }],
  [
    '`',
    {
      message: 'the character ` is not part of the language',
      hint: 'for a string of several lines use a heredoc: <<EOT, the lines, and EOT alone on the last line',
    },
  ],
  [
    ';',
    {
      message: 'the character ; is not part of the language',
      hint: 'separate arguments and blocks by newlines, items of collections by commas',
    },
  ],
  ['&', { message: 'there are no bitwise operators', hint: 'for a logical AND write &&' }],
  ['|', { message: 'there are no bitwise operators', hint: 'for a logical OR write ||' }],
  ['~', { message: 'there are no bitwise operators', hint: 'for a logical NOT write !' }],
  ['^', { message: 'there are no bitwise operators', hint: 'for powers use pow()' }],
  ['“', { message: 'curly quotes cannot enclose a string', hint: 'use straight quotes (")' }],
  ['”', { message: 'curly quotes cannot enclose a string', hint: 'use straight quotes (")' }],
  [
    '\r',
    {
      message: 'a carriage return without a line feed is no line break',
      hint: 'save the file with LF or CRLF line ends',
    },
  ],
  ['\ufffd', { message: 'this is not valid UTF-8', hint: 'save the file with UTF-8 encoding' }],
]);

/** Reads a character the language does not know; only the first of a line is reported. */
function lexUnknown(state: LexState): void {
  const { text, position } = state;
  const code = text.codePointAt(position) ?? 0;
  const character = String.fromCodePoint(code);
  const known = knownMistakes.get(character);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const shown = /[\p{C}\p{Z}]/u.test(character) ? name : `${character} (${name})`;
  const message = known?.message ?? `the character ${shown} is not part of the language`;
  const isRepeated = state.unknownAt >= 0 && !text.slice(state.unknownAt, position).includes('\n');
  state.unknownAt = position;
  if (!isRepeated) {
    reportLexFault(state, 'hcl-bad-character', position, position + character.length, message, known?.hint);
  }
  emit(state, tokenKinds.invalid, character.length);
}

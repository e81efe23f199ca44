import { closeFrame } from './lex-repair.ts';
import { isClosingLine, lineStart, plainTextEnd, quotedTextEnd, spansLines } from './lex-scan.ts';
import {
  type HeredocFrame,
  hasFaultOnLine,
  type LexState,
  type QuotedFrame,
  reportLexFault,
  topFrame,
} from './lex-state.ts';
import type { TokenKind } from './lex-tokens.ts';
import * as tokenKinds from './token-kinds.ts';

/** Reads one token inside a quoted string. */
export function lexQuoted(state: LexState, frame: QuotedFrame): void {
  const { text, position } = state;
  const code = text.charCodeAt(position);
  if (code === 0x22) {
    state.frames.pop();
    emit(state, tokenKinds.closeQuote, position + 1);
  } else if (code === 0x0a || code === 0x0d) {
    if (isLoneCarriageReturn(text, position)) lexCarriageReturn(state);
    else lexNewlineInString(state, frame);
  } else {
    const isMarker = code === 0x24 || code === 0x25;
    if (!isMarker || !openSequence(state)) lexQuotedText(state, isMarker);
  }
}

function lexQuotedText(state: LexState, isMarker: boolean): void {
  const { text, position } = state;
  const end = isMarker ? (escapedMarkerEnd(text, position) ?? position + 1) : quotedTextEnd(text, position);
  if (end > position) {
    emit(state, tokenKinds.quotedText, end);
    return;
  }
  reportLexFault(
    state,
    'hcl-bad-escape',
    position,
    position + 1,
    'the backslash at the end of the line escapes nothing',
    'for a backslash write \\\\; a quoted string ends on the line it began',
  );
  emit(state, tokenKinds.invalid, position + 1);
}

/**
 * Reads one token of a heredoc or bare template. Text is cut behind each line break and at markers exactly as Terraform's scanner
 * cuts it, since strip markers and flush indentation work on these pieces.
 */
export function lexHeredoc(state: LexState, frame: HeredocFrame): void {
  const { text, position } = state;
  const character = text.charAt(position);
  const escaped = escapedMarkerEnd(text, position);
  if (isLoneCarriageReturn(text, position)) lexCarriageReturn(state);
  else if (openSequence(state)) frame.atLineStart = false;
  else if (escaped === undefined && (character === '$' || character === '%')) lexLoneMarker(state, frame);
  else lexPlainText(state, frame, escaped ?? plainTextEnd(text, position));
}

/** Takes the text up to `end` and the line break behind it, if there is one; or the closing tag, if that is what it is. */
function lexPlainText(state: LexState, frame: HeredocFrame, end: number): void {
  const { text, position } = state;
  const lineBreak = text.charAt(end) === '\n' ? 1 : text.startsWith('\r\n', end) ? 2 : 0;
  const isTagged = lineBreak > 0 && frame.atLineStart && frame.tag !== undefined;
  if (isTagged && isClosingLine(text.slice(position, end), frame.tag)) {
    state.frames.pop();
    emit(state, tokenKinds.closeHeredoc, end);
    emit(state, tokenKinds.newline, end + lineBreak);
    return;
  }
  frame.atLineStart = lineBreak > 0;
  emit(state, tokenKinds.plainText, end + lineBreak);
}

/** `${`, `%{` and their forms with `~`. */
function openSequence(state: LexState): boolean {
  const { text, position } = state;
  const character = text.charAt(position);
  if ((character !== '$' && character !== '%') || text.charAt(position + 1) !== '{') return false;
  const kind = character === '$' ? tokenKinds.openInterpolation : tokenKinds.openDirective;
  state.frames.push({ kind: 'code', depth: 0, start: position });
  emit(state, kind, text.charAt(position + 2) === '~' ? position + 3 : position + 2);
  return true;
}

/** Offset behind `$${` or `%%{` (a following `~` belongs to it), or undefined. */
function escapedMarkerEnd(text: string, position: number): number | undefined {
  if (!text.startsWith('$${', position) && !text.startsWith('%%{', position)) return undefined;
  return text.charAt(position + 3) === '~' ? position + 4 : position + 3;
}

/**
 * A `$` or `%` that opens nothing is a piece of its own. Only when exactly one more character stands before the line feed,
 * Terraform's scanner takes that character too.
 */
function lexLoneMarker(state: LexState, frame: HeredocFrame): void {
  const { text, position } = state;
  const endsLine = text.charAt(position + 2) === '\n' && text.charCodeAt(position + 1) < 0x80;
  frame.atLineStart = endsLine;
  emit(state, tokenKinds.plainText, endsLine ? position + 2 : position + 1);
}

function lexNewlineInString(state: LexState, frame: QuotedFrame): void {
  const { text, position } = state;
  const continued = spansLines(text, position);
  if (continued !== undefined) {
    reportLexFault(
      state,
      'hcl-unclosed',
      position,
      text.charAt(position) === '\r' ? position + 2 : position + 1,
      'a quoted string cannot span several lines',
      'write \\n for a line break, or use a heredoc: <<EOT, the lines, and EOT alone on the last line',
    );
    emit(state, tokenKinds.invalid, continued);
    return;
  }
  if (!hasFaultOnLine(state, position)) reportUnclosed(state, frame);
  const line = lineStart(text, position);
  closeFrame(state);
  while (state.frames.length > 1 && topFrame(state).start >= line) closeFrame(state);
}

function reportUnclosed(state: LexState, frame: QuotedFrame): void {
  const opener = unclosedOpener(state, frame);
  const isSequence = opener !== frame.start;
  reportLexFault(
    state,
    'hcl-unclosed',
    opener,
    isSequence ? opener + 2 : state.position,
    isSequence
      ? 'the template sequence opened here is not closed before the end of the string'
      : 'the string opened here is not closed on its line',
    isSequence ? 'close it with }' : 'close it with a double quote; for a string of several lines use a heredoc',
  );
}

/** What was most likely forgotten: the `}` of a sequence, when the last quote can only have been meant to close the string around it. */
function unclosedOpener(state: LexState, frame: QuotedFrame): number {
  const { text, position, frames } = state;
  const sequence = frames[frames.length - 2];
  const outer = frames[frames.length - 3];
  const rest = text.slice(frame.start + 1, position);
  const closesOuter = sequence?.kind === 'code' && outer?.kind === 'quoted' && /^[\s)\]},]*$/.test(rest);
  return closesOuter ? sequence.start : frame.start;
}

function isLoneCarriageReturn(text: string, position: number): boolean {
  return text.charAt(position) === '\r' && text.charAt(position + 1) !== '\n';
}

function lexCarriageReturn(state: LexState): void {
  reportLexFault(
    state,
    'hcl-bad-character',
    state.position,
    state.position + 1,
    'a carriage return without a line feed cannot stand in a string',
    'write \\r, or save the file with LF or CRLF line ends',
  );
  emit(state, tokenKinds.invalid, state.position + 1);
}

function emit(state: LexState, kind: TokenKind, end: number): void {
  state.tokens.push(kind, state.position, end);
  state.position = end;
}

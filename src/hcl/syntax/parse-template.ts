import type { Expression, TemplatePart } from '../ast.ts';
import { trimEnd, trimStart } from '../white-space.ts';
import type { TokenKind } from './lex-tokens.ts';
import type { Cursor } from './parse-cursor.ts';
import { readLoopNames } from './parse-for.ts';
import { resumeInBrackets } from './parse-recover.ts';
import { flushIndentation, joinTexts, type TemplatePiece } from './parse-template-pieces.ts';
import { decodePlain, decodeQuoted } from './parse-template-text.ts';
import { nestDirectives } from './parse-template-tree.ts';
import * as tokenKinds from './token-kinds.ts';

/** What one template shares while it is read. */
interface TemplateReader {
  readonly cursor: Cursor;
  readonly pieces: TemplatePiece[];
  /** The last sequence ended in `~}`: the next piece, if it is text, loses the white space at its start. */
  stripNext: boolean;
  /** Height of the highest expression so far. */
  height: number;
  /** A directive could not be read, so that nothing is said about their nesting. */
  isBroken: boolean;
}

/**
 * Reads the inside of a string up to and with its closer. Leaves the height of its highest part in the cursor.
 *
 * Strip markers work as in Terraform: they take white space from the neighbouring piece of text only, and a piece ends with its line.
 */
export function readTemplateParts(cursor: Cursor, closer: TokenKind, isFlush: boolean): readonly TemplatePart[] {
  const reader: TemplateReader = { cursor, pieces: [], stripNext: false, height: 0, isBroken: false };
  while (!cursor.failed && cursor.peek() !== closer) {
    const strip = reader.stripNext;
    reader.stripNext = false;
    readPiece(reader, strip);
  }
  const end = cursor.failed ? cursor.rangeFrom(cursor.lastEnd()) : cursor.rangeOf(cursor.read());
  const { pieces } = reader;
  if (isFlush) flushIndentation(pieces);
  const failed = cursor.failed;
  if (reader.isBroken) cursor.failed = true;
  const parts = nestDirectives(cursor, joinTexts(pieces), end);
  cursor.failed = failed;
  cursor.height = reader.height + directiveDepth(pieces);
  return parts;
}

function readPiece(reader: TemplateReader, strip: boolean): void {
  const { cursor, pieces } = reader;
  const kind = cursor.peek();
  switch (kind) {
    case tokenKinds.quotedText:
    case tokenKinds.plainText: {
      const range = cursor.rangeOf(cursor.read());
      const source = cursor.text.slice(range.start, range.end);
      const text = kind === tokenKinds.plainText ? decodePlain(source) : decodeQuoted(cursor, source, range.start);
      pieces.push({ kind: 'text', text: strip ? trimStart(text) : text, range });
      return;
    }
    case tokenKinds.openInterpolation:
      readSequence(reader, readInterpolated);
      return;
    case tokenKinds.openDirective:
      readSequence(reader, readDirective);
      return;
    case tokenKinds.invalid:
      cursor.read();
      return;
    default:
      cursor.failAtNext('expected the end of the string');
  }
}

/** Reads `${ … }` or `%{ … }` with its strip markers. */
function readSequence(reader: TemplateReader, readInside: (reader: TemplateReader, open: number) => void): void {
  const { cursor, pieces } = reader;
  const { newlines } = cursor;
  const open = cursor.read();
  const previous = pieces[pieces.length - 1];
  if (previous?.kind === 'text' && cursor.text.charAt(cursor.tokens.end(open) - 1) === '~') {
    previous.text = trimEnd(previous.text);
  }
  cursor.newlines = false;
  if (cursor.enter()) {
    readInside(reader, open);
    cursor.leave();
  }
  if (cursor.failed) resumeInBrackets(cursor, open, []);
  if (!cursor.failed) reader.stripNext = cursor.text.charAt(cursor.tokens.start(cursor.next())) === '~';
  cursor.accept(tokenKinds.closeSequence);
  cursor.newlines = newlines;
}

function readInterpolated(reader: TemplateReader, open: number): void {
  const { cursor, pieces } = reader;
  const expression = readPart(reader);
  if (!cursor.failed && cursor.peek() !== tokenKinds.closeSequence) {
    cursor.failAtNext('expected `}` to close the interpolation', {
      hint: 'for a literal ${, as in shell scripts, write $${',
      related: { message: 'it opens here', range: cursor.rangeOf(open) },
    });
  }
  const { start } = cursor.rangeOf(open);
  const close = cursor.failed ? cursor.closerOf(open) : cursor.next();
  const end = close < 0 ? cursor.lastEnd() : cursor.tokens.end(close);
  pieces.push({ kind: 'interpolation', expression, range: { start, end } });
}

function readDirective(reader: TemplateReader, open: number): void {
  const { cursor, pieces } = reader;
  const { start } = cursor.rangeOf(open);
  const keyword = cursor.peek() === tokenKinds.identifier ? cursor.tokens.textOf(cursor.next()) : '';
  const rangeToCloser = () => ({ start, end: cursor.tokens.end(Math.max(cursor.closerOf(open), cursor.last)) });
  switch (keyword) {
    case 'if': {
      cursor.read();
      const condition = readPart(reader);
      pieces.push({ kind: 'if', condition, range: rangeToCloser() });
      break;
    }
    case 'for': {
      cursor.read();
      const names = readLoopNames(cursor);
      if (!names) break;
      const collection = readPart(reader);
      pieces.push({ kind: 'for', names, collection, range: rangeToCloser() });
      break;
    }
    case 'else':
    case 'endif':
    case 'endfor':
      cursor.read();
      pieces.push({ kind: keyword, range: rangeToCloser() });
      break;
    default:
      cursor.failAtNext('expected `if`, `else`, `endif`, `for` or `endfor` after `%{`', {
        hint: 'for a literal %{ write %%{',
      });
  }
  if (!cursor.failed && cursor.peek() !== tokenKinds.closeSequence) {
    cursor.failAtNext(`expected \`}\` to close the \`${keyword}\` directive`);
  }
  reader.isBroken ||= cursor.failed;
}

function readPart(reader: TemplateReader): Expression {
  const expression = reader.cursor.expression();
  reader.height = Math.max(reader.height, reader.cursor.height);
  return expression;
}

function directiveDepth(pieces: readonly TemplatePiece[]): number {
  let depth = 0;
  let deepest = 0;
  for (const { kind } of pieces) {
    if (kind === 'if' || kind === 'for') deepest = Math.max(deepest, ++depth);
    else if (kind === 'endif' || kind === 'endfor') depth--;
  }
  return deepest;
}

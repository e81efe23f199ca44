import type { Attribute, Block, BlockLabel, Body } from '../ast.ts';
import type { TokenKind } from './lex-tokens.ts';
import type { Cursor } from './parse-cursor.ts';
import { findBodyAfterFault, skipBodyItem } from './parse-recover.ts';
import { decodeQuoted } from './parse-template-text.ts';
import * as tokenKinds from './token-kinds.ts';

/** Reads the items of a body up to its end, which is left to the caller. */
export function readBody(cursor: Cursor, end: TokenKind): Body {
  const start = cursor.nextStart();
  const items: (Attribute | Block)[] = [];
  const names = new Map<string, Attribute>();
  let suspectFrom = 0;
  for (;;) {
    const kind = cursor.peek();
    if (kind === end || kind === tokenKinds.end) break;
    // A brace too much most likely closes a block whose fault is known.
    const isConsequence = kind === tokenKinds.closeBrace && cursor.hasFaultSince(suspectFrom);
    if (cursor.accept(isConsequence ? kind : tokenKinds.newline)) continue;
    const item = readItem(cursor);
    if (item?.kind === 'block') suspectFrom = item.range.start;
    if (item && !isDuplicate(cursor, names, item)) items.push(item);
  }
  return { kind: 'body', items, range: { start, end: Math.max(start, cursor.lastEnd()) } };
}

function readItem(cursor: Cursor): Attribute | Block | undefined {
  const first = cursor.next();
  const { anchor } = cursor;
  cursor.anchor = cursor.tokens.start(first);
  const item = cursor.tokens.kind(first) === tokenKinds.identifier ? readNamedItem(cursor) : failWithoutName(cursor);
  if (!cursor.failed) expectNewline(cursor, item);
  if (cursor.failed) skipBodyItem(cursor, first);
  cursor.anchor = anchor;
  return item;
}

function failWithoutName(cursor: Cursor): undefined {
  const kind = cursor.peek();
  if (kind === tokenKinds.openQuote) {
    cursor.fail(cursor.rangeOf(cursor.next()), {
      message: 'the name of an argument cannot be quoted',
      hint: 'remove the quotes',
    });
    return;
  }
  cursor.failAtNext('expected an argument or a block', {
    ...(kind === tokenKinds.closeBrace && { hint: 'remove this brace, or find the block it should close' }),
  });
}

function readNamedItem(cursor: Cursor): Attribute | Block | undefined {
  const name = cursor.read();
  switch (cursor.peek()) {
    case tokenKinds.equal:
      return readAttribute(cursor, name);
    case tokenKinds.openBrace:
    case tokenKinds.openQuote:
    case tokenKinds.identifier:
      return readBlock(cursor, name);
  }
  const text = cursor.tokens.textOf(name);
  cursor.fail(cursor.rangeOf(name), {
    message: `expected an argument or a block, found ${text} alone`,
    hint: `write ${text} = … for an argument, ${text} { … } for a block`,
  });
  return cursor.peek() === tokenKinds.newline ? readBehindHeader(cursor, name, []) : undefined;
}

function readAttribute(cursor: Cursor, nameToken: number): Attribute {
  const nameRange = cursor.rangeOf(nameToken);
  cursor.read();
  const value = cursor.expression();
  const range = { start: nameRange.start, end: Math.max(value.range.end, cursor.lastEnd()) };
  return { kind: 'attribute', name: cursor.tokens.textOf(nameToken), nameRange, value, range };
}

function expectNewline(cursor: Cursor, item: Attribute | Block | undefined): void {
  const kind = cursor.peek();
  if (kind === tokenKinds.end || cursor.accept(tokenKinds.newline)) return;
  const what = item?.kind === 'block' ? 'block' : 'argument';
  cursor.failAtNext(`expected a new line after the ${what}`, {
    ...(kind === tokenKinds.comma && { hint: 'separate arguments by newlines, not commas' }),
  });
}

function isDuplicate(cursor: Cursor, names: Map<string, Attribute>, attribute: Attribute | Block): boolean {
  if (attribute.kind === 'block') return false;
  const earlier = names.get(attribute.name);
  if (!earlier) {
    names.set(attribute.name, attribute);
    return false;
  }
  cursor.record(attribute.nameRange, {
    code: 'hcl-duplicate-argument',
    message: `the argument ${attribute.name} is set more than once`,
    hint: 'remove one of them',
    related: { message: 'it is first set here', range: earlier.nameRange },
  });
  return true;
}

function readBlock(cursor: Cursor, typeToken: number): Block | undefined {
  const labels = readLabels(cursor);
  if (!cursor.failed && cursor.peek() !== tokenKinds.openBrace) failInHeader(cursor);
  return readBehindHeader(cursor, typeToken, labels);
}

/** Reads the body of a block; after a fault in the header, if there is one to be found. */
function readBehindHeader(cursor: Cursor, typeToken: number, labels: readonly BlockLabel[]): Block | undefined {
  const typeRange = cursor.rangeOf(typeToken);
  const headerRange = { start: typeRange.start, end: labels[labels.length - 1]?.range.end ?? typeRange.end };
  const place = cursor.failed ? findBodyAfterFault(cursor, typeToken) : 'brace';
  if (place === 'nowhere') return undefined;
  const open = place === 'brace' ? cursor.read() : typeToken;
  const body = cursor.readInside(open, () => readBlockBody(cursor, open));
  const range = cursor.rangeFrom(typeRange.start);
  return { kind: 'block', type: cursor.tokens.textOf(typeToken), typeRange, labels, headerRange, body, range };
}

function readLabels(cursor: Cursor): BlockLabel[] {
  const labels: BlockLabel[] = [];
  while (!cursor.failed) {
    const kind = cursor.peek();
    if (kind === tokenKinds.identifier) {
      const token = cursor.read();
      labels.push({ text: cursor.tokens.textOf(token), quoted: false, range: cursor.rangeOf(token) });
    } else if (kind === tokenKinds.openQuote) labels.push(readQuotedLabel(cursor));
    else break;
  }
  return labels;
}

function readQuotedLabel(cursor: Cursor): BlockLabel {
  const { start } = cursor.rangeOf(cursor.read());
  let text = '';
  while (!cursor.failed && cursor.peek() !== tokenKinds.closeQuote) {
    const token = cursor.next();
    const kind = cursor.tokens.kind(token);
    if (kind === tokenKinds.openInterpolation || kind === tokenKinds.openDirective) {
      const marker = cursor.text.charAt(cursor.tokens.start(token));
      cursor.fail(cursor.rangeOf(token), {
        message: `the label of a block is fixed: ${marker}{ cannot stand in it`,
        hint: `for a literal ${marker}{ write ${marker}${marker}{`,
      });
      break;
    }
    cursor.read();
    if (kind === tokenKinds.quotedText)
      text += decodeQuoted(cursor, cursor.tokens.textOf(token), cursor.tokens.start(token));
  }
  cursor.accept(tokenKinds.closeQuote);
  return { text, quoted: true, range: cursor.rangeFrom(start) };
}

function failInHeader(cursor: Cursor): void {
  const kind = cursor.peek();
  if (kind === tokenKinds.equal) {
    cursor.failAtNext('expected `{` after the labels of the block', { hint: 'a block is written without `=`' });
  } else if (kind === tokenKinds.newline) {
    cursor.failAtNext('expected `{` on the line of the block header');
  } else cursor.failAtNext('expected `{` or a quoted label in the header of the block');
}

function emptyBody(cursor: Cursor, open: number): Body {
  const { end } = cursor.rangeOf(open);
  return { kind: 'body', items: [], range: { start: end, end } };
}

/** Reads a body with its closing brace; `open` is the opening one, already taken. */
function readBlockBody(cursor: Cursor, open: number): Body {
  if (!cursor.enter()) return emptyBody(cursor, open);
  const kind = cursor.peek();
  const isSingleLine = kind !== tokenKinds.newline && kind !== tokenKinds.closeBrace && kind !== tokenKinds.end;
  const body = isSingleLine ? readSingleLineBody(cursor, open) : readBody(cursor, tokenKinds.closeBrace);
  cursor.leave();
  if (!cursor.failed && !cursor.accept(tokenKinds.closeBrace)) cursor.noteUnclosed(open);
  return body;
}

/** `type { name = value }`. */
function readSingleLineBody(cursor: Cursor, open: number): Body {
  const { end } = cursor.rangeOf(open);
  const first = cursor.next();
  const start = cursor.tokens.start(first);
  if (cursor.tokens.kind(first) !== tokenKinds.identifier) {
    failWithoutName(cursor);
    return emptyBody(cursor, open);
  }
  const item = readNamedItem(cursor);
  if (item?.kind === 'block') {
    cursor.fail(item.headerRange, {
      message: 'a block on a single line can hold one argument, but no block',
      hint: 'put the inner block on lines of its own',
    });
  }
  const kind = cursor.peek();
  if (!cursor.failed && kind !== tokenKinds.closeBrace && kind !== tokenKinds.end) failInSingleLine(cursor, kind);
  const items = item ? [item] : [];
  return { kind: 'body', items, range: { start: Math.min(start, end), end: cursor.lastEnd() } };
}

function failInSingleLine(cursor: Cursor, kind: TokenKind): void {
  if (kind === tokenKinds.newline) {
    cursor.failAtNext('expected `}` on the line where the single-line block began', {
      hint: 'put the argument on a line of its own',
    });
  } else {
    cursor.failAtNext('expected `}` after the only argument of a single-line block', {
      hint: 'put each argument on a line of its own',
    });
  }
}

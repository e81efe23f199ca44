import type { Expression, ObjectItem } from '../ast.ts';
import type { Cursor } from './parse-cursor.ts';
import { readFor } from './parse-for.ts';
import { resumeInBrackets } from './parse-recover.ts';
import * as tokenKinds from './token-kinds.ts';

/** Reads `[a, b]` or a for expression that gives a tuple. */
export function readTuple(cursor: Cursor): Expression {
  const { newlines, anchor } = cursor;
  const open = cursor.read();
  cursor.newlines = false;
  const expression = cursor.atName('for') ? readFor(cursor, open, 'tuple') : readTupleItems(cursor, open);
  cursor.newlines = newlines;
  cursor.anchor = anchor;
  return expression;
}

function readTupleItems(cursor: Cursor, open: number): Expression {
  const items: Expression[] = [];
  let height = 0;
  while (!cursor.failed && !cursor.accept(tokenKinds.closeBracket)) {
    cursor.anchor = cursor.nextStart();
    items.push(cursor.expression());
    height = Math.max(height, cursor.height);
    if (!cursor.failed && !cursor.accept(tokenKinds.comma) && cursor.peek() !== tokenKinds.closeBracket) {
      failAtSeparator(cursor, open, 'expected `,` or `]` after the element', 'close it with ]');
    }
    if (!cursor.failed) continue;
    resumeInBrackets(cursor, open, [tokenKinds.comma]);
    if (!cursor.failed) cursor.accept(tokenKinds.comma);
  }
  return cursor.built({ kind: 'tuple', items, range: cursor.rangeFrom(cursor.tokens.start(open)) }, height);
}

/** Reads `{ a = b }` or a for expression that gives an object. Newlines separate items, so they count again in here. */
export function readObject(cursor: Cursor): Expression {
  const { newlines, anchor } = cursor;
  const open = cursor.read();
  cursor.newlines = false;
  const isFor = cursor.atName('for');
  cursor.newlines = !isFor;
  const expression = isFor
    ? readFor(cursor, open, 'object')
    : cursor.readInside(open, () => readObjectItems(cursor, open));
  cursor.newlines = newlines;
  cursor.anchor = anchor;
  return expression;
}

function readObjectItems(cursor: Cursor, open: number): Expression {
  const items: ObjectItem[] = [];
  let height = 0;
  while (!cursor.failed) {
    if (cursor.accept(tokenKinds.newline)) continue;
    if (cursor.accept(tokenKinds.closeBrace)) break;
    const item = readObjectItem(cursor, open);
    if (item) items.push(item);
    height = Math.max(height, cursor.height);
    if (!cursor.failed) continue;
    resumeInBrackets(cursor, open, [tokenKinds.newline]);
  }
  return cursor.built({ kind: 'object', items, range: cursor.rangeFrom(cursor.tokens.start(open)) }, height);
}

/** Reads one item with what separates it from the next; undefined when it lacks a value. */
function readObjectItem(cursor: Cursor, open: number): ObjectItem | undefined {
  const start = cursor.nextStart();
  cursor.anchor = start;
  const key = cursor.expression();
  const keyHeight = cursor.height;
  if (cursor.failed) return undefined;
  if (!cursor.accept(tokenKinds.equal) && !cursor.accept(tokenKinds.colon)) {
    failAtKeySeparator(cursor, open);
    return undefined;
  }
  const value = cursor.expression();
  cursor.height = Math.max(keyHeight, cursor.height);
  const bareKey = bareKeyOf(key);
  const item: ObjectItem = { key, value, range: cursor.rangeFrom(start), ...(bareKey !== undefined && { bareKey }) };
  if (cursor.failed) return item;
  const kind = cursor.peek();
  if (kind !== tokenKinds.closeBrace && kind !== tokenKinds.newline && !cursor.accept(tokenKinds.comma)) {
    failAtSeparator(cursor, open, 'expected a new line, `,` or `}` after the item', 'close it with }');
  }
  return item;
}

function failAtKeySeparator(cursor: Cursor, open: number): void {
  const kind = cursor.peek();
  if (kind === tokenKinds.newline || kind === tokenKinds.comma || kind === tokenKinds.closeBrace) {
    cursor.failAtNext('the item lacks its value: expected `=`');
    return;
  }
  failAtSeparator(
    cursor,
    open,
    'expected `=` after the key',
    kind === tokenKinds.openBrace
      ? 'inside an object write key = { … }; if this is meant to be a block, close the object before it'
      : 'quote a key that holds dots or spaces',
  );
}

/** A fault behind an element: at the end of the file it stands at the opening bracket, elsewhere at the next token. */
function failAtSeparator(cursor: Cursor, open: number, wanted: string, hint: string): void {
  const range = cursor.rangeOf(open);
  if (cursor.peek() !== tokenKinds.end) {
    const isClosing = hint.startsWith('close');
    cursor.failAtNext(wanted, {
      ...(!isClosing && { hint }),
      related: { message: 'the bracket opens here', range },
    });
    return;
  }
  cursor.fail(range, {
    code: 'hcl-unclosed',
    message: 'the bracket opened here is not closed before the end of the file',
    hint: `close it with ${cursor.tokens.kind(open) === tokenKinds.openBracket ? ']' : '}'}`,
  });
}

/** Names, and the words `true`, `false` and `null`, stand for themselves as keys. */
function bareKeyOf(key: Expression): string | undefined {
  if (key.kind === 'reference') return key.name;
  if (key.kind !== 'literal' || key.literal.type === 'number') return undefined;
  return key.literal.type === 'null' ? 'null' : String(key.literal.value);
}

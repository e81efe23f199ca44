import type { Expression } from '../ast.ts';
import type { Cursor } from './parse-cursor.ts';
import { resumeInBrackets } from './parse-recover.ts';
import { readTerm } from './parse-terms.ts';
import * as tokenKinds from './token-kinds.ts';

/** Reads a unary operator with its operand, or a term with what follows it: `.name`, `[index]`, splats. */
export function parseOperand(cursor: Cursor): Expression {
  const kind = cursor.peek();
  if (kind !== tokenKinds.minus && kind !== tokenKinds.bang) return readTraversal(cursor, readTerm(cursor));
  const { start } = cursor.rangeOf(cursor.read());
  if (!cursor.enter()) return cursor.invalid(start);
  const operand = parseOperand(cursor);
  cursor.leave();
  const operator = kind === tokenKinds.minus ? '-' : '!';
  return cursor.built({ kind: 'unary', operator, operand, range: { start, end: operand.range.end } }, cursor.height);
}

/** Reads the steps behind a term. */
function readTraversal(cursor: Cursor, term: Expression): Expression {
  let expression = term;
  while (!cursor.failed) {
    const kind = cursor.peek();
    if (kind === tokenKinds.dot) expression = readDot(cursor, expression);
    else if (kind === tokenKinds.openBracket) expression = readBracket(cursor, expression);
    else break;
  }
  return expression;
}

function readDot(cursor: Cursor, object: Expression): Expression {
  const height = cursor.height;
  const dot = cursor.read();
  if (cursor.peek() === tokenKinds.star) return readAttributeSplat(cursor, object, dot, height);
  return readStep(cursor, object, height);
}

/** Reads the name or legacy index behind a dot. */
function readStep(cursor: Cursor, object: Expression, height: number): Expression {
  const { start } = object.range;
  const kind = cursor.peek();
  if (kind === tokenKinds.identifier) {
    const token = cursor.read();
    const nameRange = cursor.rangeOf(token);
    const name = cursor.tokens.textOf(token);
    return cursor.built(
      { kind: 'attribute-access', object, name, nameRange, range: { start, end: nameRange.end } },
      height,
    );
  }
  if (kind === tokenKinds.number) return readLegacyIndex(cursor, object, height);
  cursor.failAtNext('expected the name of an attribute after the dot');
  return cursor.invalid(start);
}

function readLegacyIndex(cursor: Cursor, object: Expression, height: number): Expression {
  const token = cursor.read();
  const range = cursor.rangeOf(token);
  const text = cursor.tokens.textOf(token);
  if (!/^\d+$/.test(text)) {
    const indexes = text.split('.').map((index) => `[${index}]`);
    cursor.record(range, {
      message: `\`.${text}\` is no index: two legacy indexes cannot follow each other`,
      hint: `write ${indexes.join('')}`,
    });
    return cursor.invalid(object.range.start);
  }
  return cursor.built(
    {
      kind: 'index-access',
      object,
      index: { kind: 'literal', literal: { type: 'number', text }, range },
      legacy: true,
      range: { start: object.range.start, end: range.end },
    },
    height,
  );
}

/** `.*` with the names and legacy indexes behind it. */
function readAttributeSplat(cursor: Cursor, source: Expression, dot: number, sourceHeight: number): Expression {
  cursor.read();
  const marker = cursor.rangeFrom(cursor.tokens.start(dot));
  let each: Expression = cursor.built({ kind: 'reference', name: '*', range: marker });
  while (!cursor.failed && cursor.peek() === tokenKinds.dot) {
    const height = cursor.height;
    cursor.read();
    if (cursor.peek() === tokenKinds.star) {
      cursor.failAtNext('a splat cannot stand inside an attribute-only splat', { hint: 'write [*] for both' });
      return cursor.invalid(source.range.start);
    }
    each = readStep(cursor, each, height);
  }
  return buildSplat(cursor, 'attribute-only', source, each, sourceHeight);
}

function readBracket(cursor: Cursor, object: Expression): Expression {
  const height = cursor.height;
  const open = cursor.read();
  if (cursor.peek() !== tokenKinds.star) return readIndex(cursor, object, open, height);
  cursor.read();
  if (!cursor.accept(tokenKinds.closeBracket)) {
    cursor.failAtNext('expected `]` right after the star of a splat');
    return cursor.invalid(object.range.start);
  }
  if (!cursor.enter()) return cursor.invalid(object.range.start);
  const marker = cursor.rangeFrom(cursor.tokens.start(open));
  const each = readTraversal(cursor, cursor.built({ kind: 'reference', name: '*', range: marker }));
  cursor.leave();
  return buildSplat(cursor, 'full', object, each, height);
}

function buildSplat(
  cursor: Cursor,
  form: 'full' | 'attribute-only',
  source: Expression,
  each: Expression,
  sourceHeight: number,
): Expression {
  const range = cursor.rangeFrom(source.range.start);
  return cursor.built({ kind: 'splat', form, source, each, range }, Math.max(sourceHeight, cursor.height));
}

function readIndex(cursor: Cursor, object: Expression, open: number, objectHeight: number): Expression {
  const { newlines } = cursor;
  cursor.newlines = false;
  const index = cursor.expression();
  const height = Math.max(objectHeight, cursor.height);
  if (!cursor.failed && cursor.peek() !== tokenKinds.closeBracket) {
    cursor.failAtNext('expected `]` to close the index', {
      related: { message: 'the index opens here', range: cursor.rangeOf(open) },
    });
  }
  if (cursor.failed) resumeInBrackets(cursor, open, []);
  cursor.accept(tokenKinds.closeBracket);
  cursor.newlines = newlines;
  const range = cursor.rangeFrom(object.range.start);
  return cursor.built({ kind: 'index-access', object, index, legacy: false, range }, height);
}

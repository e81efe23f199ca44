import type { Expression, LiteralExpression, TemplateExpression } from '../ast.ts';
import { readCall } from './parse-calls.ts';
import { readObject, readTuple } from './parse-collections.ts';
import type { Cursor } from './parse-cursor.ts';
import { resumeInBrackets } from './parse-recover.ts';
import { readTemplateParts } from './parse-template.ts';
import * as tokenKinds from './token-kinds.ts';

const numberPattern = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Reads an expression without operators around it and without steps behind it. */
export function readTerm(cursor: Cursor): Expression {
  switch (cursor.peek()) {
    case tokenKinds.openParen:
      return readParenthesized(cursor);
    case tokenKinds.number:
      return readNumber(cursor);
    case tokenKinds.identifier:
      return readName(cursor);
    case tokenKinds.openQuote:
    case tokenKinds.openHeredoc:
      return readTemplate(cursor);
    case tokenKinds.openBracket:
      return readTuple(cursor);
    case tokenKinds.openBrace:
      return readObject(cursor);
    default:
      return failWithoutTerm(cursor);
  }
}

function failWithoutTerm(cursor: Cursor): Expression {
  const index = cursor.next();
  const { start } = cursor.rangeOf(index);
  const power = cursor.tokens.kind(index) === tokenKinds.star && cursor.text.startsWith('**', start - 1);
  const heredoc = cursor.text.slice(start, start + 80).match(/^<<?(?:-?)([\w-]+)[ \t]+\r?\n/);
  cursor.failAtNext('expected an expression', {
    ...(power && { hint: 'there is no operator for powers: use pow()' }),
    ...(heredoc && { hint: `nothing may follow <<${heredoc[1]} on its line, not even a space` }),
  });
  return cursor.invalid(start);
}

function readParenthesized(cursor: Cursor): Expression {
  const { newlines } = cursor;
  const open = cursor.read();
  const start = cursor.tokens.start(open);
  cursor.newlines = false;
  const expression = cursor.expression();
  const height = cursor.height;
  if (!cursor.failed && cursor.peek() !== tokenKinds.closeParen) {
    cursor.failAtNext('expected `)` to close the parentheses', {
      related: { message: 'they open here', range: cursor.rangeOf(open) },
    });
  }
  if (cursor.failed) resumeInBrackets(cursor, open, []);
  cursor.accept(tokenKinds.closeParen);
  cursor.newlines = newlines;
  return cursor.built({ kind: 'parenthesized', expression, range: cursor.rangeFrom(start) }, height);
}

function readNumber(cursor: Cursor): Expression {
  const token = cursor.read();
  const range = cursor.rangeOf(token);
  const text = cursor.tokens.textOf(token);
  if (!numberPattern.test(text)) {
    cursor.record(range, { message: `\`${text}\` is not a number`, hint: 'for a version or an address use a string' });
    return cursor.invalid(range.start);
  }
  return cursor.built({ kind: 'literal', literal: { type: 'number', text }, range });
}

function readName(cursor: Cursor): Expression {
  const token = cursor.read();
  const following = cursor.peek();
  if (following === tokenKinds.openParen || following === tokenKinds.doubleColon) return readCall(cursor, token);
  const range = cursor.rangeOf(token);
  const name = cursor.tokens.textOf(token);
  const literal = keywords.get(name);
  return cursor.built(literal ? { kind: 'literal', literal, range } : { kind: 'reference', name, range });
}

const keywords = new Map<string, LiteralExpression['literal']>([
  ['true', { type: 'bool', value: true }],
  ['false', { type: 'bool', value: false }],
  ['null', { type: 'null' }],
]);

function readTemplate(cursor: Cursor): Expression {
  const open = cursor.read();
  const { start } = cursor.rangeOf(open);
  const form = formOf(cursor, open);
  const closer = form === 'quoted' ? tokenKinds.closeQuote : tokenKinds.closeHeredoc;
  const parts = readTemplateParts(cursor, closer, form === 'flush-heredoc');
  const height = cursor.height;
  return cursor.built({ kind: 'template', form, parts, range: cursor.rangeFrom(start) }, height);
}

function formOf(cursor: Cursor, open: number): TemplateExpression['form'] {
  if (cursor.tokens.kind(open) === tokenKinds.openQuote) return 'quoted';
  return cursor.text.startsWith('<<-', cursor.tokens.start(open)) ? 'flush-heredoc' : 'heredoc';
}

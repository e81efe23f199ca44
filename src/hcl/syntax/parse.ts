import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Body, Expression, TemplatePart } from '../ast.ts';
import { diagnosticsOf } from './lex-faults.ts';
import { lex } from './lexer.ts';
import { Cursor } from './parse-cursor.ts';
import { parseFile } from './parse-file.ts';
import { readExpression } from './parse-operators.ts';
import { readTemplateParts } from './parse-template.ts';
import * as tokenKinds from './token-kinds.ts';

/**
 * Parses a `.tf` or `.tfvars` file. There is always a value: what could be read of the text, the first of several equal arguments.
 *
 * @param file - Name of the file in diagnostics.
 */
export function parseBody(text: string, file: string): Outcome<Body> & { readonly value: Body } {
  const { body, faults } = parseFile(text);
  return { value: body, diagnostics: diagnosticsOf(faults, file) };
}

/**
 * Parses a single expression, in which newlines are white space. There is always a value.
 *
 * @param file - Name of the text in diagnostics.
 */
export function parseExpression(text: string, file: string): Outcome<Expression> & { readonly value: Expression } {
  const lexed = lex(text);
  const cursor = new Cursor(lexed, readExpression);
  cursor.newlines = false;
  const value = cursor.expression();
  if (!cursor.failed && cursor.peek() !== tokenKinds.end) cursor.failAtNext('expected the end of the expression');
  return { value, diagnostics: diagnosticsOf([...lexed.faults, ...cursor.faults], file) };
}

/**
 * Parses a text as the inside of a string: what `templatefile()` reads. There is always a value.
 * One interpolation alone gives its value as it is; with anything beside it, even an empty text, the result is a string.
 *
 * @param file - Name of the text in diagnostics.
 */
export function parseTemplate(
  text: string,
  file: string,
): Outcome<readonly TemplatePart[]> & { readonly value: readonly TemplatePart[] } {
  const lexed = lex(text, { form: 'template' });
  const cursor = new Cursor(lexed, readExpression);
  const value = readTemplateParts(cursor, tokenKinds.end, false);
  return { value, diagnostics: diagnosticsOf([...lexed.faults, ...cursor.faults], file) };
}

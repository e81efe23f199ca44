import type { Expression, ForExpression } from '../ast.ts';
import type { Cursor } from './parse-cursor.ts';
import { resumeInBrackets } from './parse-recover.ts';
import * as tokenKinds from './token-kinds.ts';

/** The names a `for` introduces. */
export interface LoopNames {
  readonly keyName?: string;
  readonly valueName: string;
}

/** Reads a for expression; the bracket `open` is taken, the word `for` comes next. Newlines are white space in it. */
export function readFor(cursor: Cursor, open: number, form: ForExpression['form']): Expression {
  const start = cursor.tokens.start(open);
  const closer = form === 'tuple' ? tokenKinds.closeBracket : tokenKinds.closeBrace;
  cursor.read();
  const expression = readForParts(cursor, form, start);
  const height = cursor.height;
  if (!cursor.failed && cursor.peek() !== closer) {
    cursor.failAtNext(`expected \`${form === 'tuple' ? ']' : '}'}\` at the end of the for expression`, {
      related: { message: 'it begins here', range: cursor.rangeOf(open) },
    });
  }
  if (cursor.failed) resumeInBrackets(cursor, open, []);
  cursor.accept(closer);
  const range = cursor.rangeFrom(start);
  return cursor.built(expression ? { ...expression, range } : { kind: 'invalid', range }, height);
}

/** Reads `for` names: one, or two with a comma, then the word `in`. The word `for` is already taken. */
export function readLoopNames(cursor: Cursor): LoopNames | undefined {
  const first = readLoopName(cursor, 'expected the name of a variable after `for`');
  if (first === undefined) return undefined;
  let names: LoopNames = { valueName: first };
  if (cursor.accept(tokenKinds.comma)) {
    const second = readLoopName(cursor, 'expected the name of the value after the comma');
    if (second === undefined) return undefined;
    names = { keyName: first, valueName: second };
  }
  if (cursor.atName('in')) {
    cursor.read();
    return names;
  }
  cursor.failAtNext('expected the word `in` after the names of the for');
  return undefined;
}

function readLoopName(cursor: Cursor, wanted: string): string | undefined {
  if (cursor.peek() === tokenKinds.identifier) return cursor.tokens.textOf(cursor.read());
  cursor.failAtNext(wanted);
  return undefined;
}

function readForParts(cursor: Cursor, form: ForExpression['form'], start: number): ForExpression | undefined {
  const names = readLoopNames(cursor);
  if (!names) return undefined;
  const collection = cursor.expression();
  let height = cursor.height;
  if (!cursor.failed && !cursor.accept(tokenKinds.colon)) {
    cursor.failAtNext('expected `:` after the collection of the for expression');
  }
  if (cursor.failed) return undefined;
  const result = readForResult(cursor, form);
  height = Math.max(height, cursor.height);
  if (!result) return undefined;
  let condition: Expression | undefined;
  if (cursor.atName('if')) {
    cursor.read();
    condition = cursor.expression();
    height = Math.max(height, cursor.height);
    if (cursor.failed) return undefined;
  }
  cursor.height = height;
  const range = cursor.rangeFrom(start);
  return { kind: 'for', form, ...names, collection, ...result, ...(condition && { condition }), range };
}

/** Reads `value`, or `key => value` with an optional `...`. */
function readForResult(
  cursor: Cursor,
  form: ForExpression['form'],
): Pick<ForExpression, 'key' | 'value' | 'grouping'> | undefined {
  const first = cursor.expression();
  let height = cursor.height;
  if (cursor.failed) return undefined;
  let second: Expression | undefined;
  if (cursor.accept(tokenKinds.fatArrow)) {
    second = cursor.expression();
    height = Math.max(height, cursor.height);
    if (cursor.failed) return undefined;
  }
  const grouping = cursor.peek() === tokenKinds.ellipsis;
  if (grouping) cursor.read();
  reportWrongForm(cursor, form, first, second, grouping);
  cursor.height = height;
  return second ? { key: first, value: second, grouping } : { value: first, grouping };
}

function reportWrongForm(
  cursor: Cursor,
  form: ForExpression['form'],
  first: Expression,
  second: Expression | undefined,
  grouping: boolean,
): void {
  if (form === 'object' && !second) {
    cursor.record(first.range, { message: 'a for expression in braces needs a key', hint: 'write key => value' });
  }
  if (form === 'tuple' && second) {
    cursor.record(first.range, {
      message: 'a for expression in brackets cannot have a key',
      hint: 'for an object write it in braces',
    });
  }
  if (form === 'tuple' && grouping) {
    cursor.record(cursor.rangeOf(cursor.last), {
      message: 'grouping with `...` needs a for expression that gives an object',
      hint: 'write it in braces, with a key',
    });
  }
}

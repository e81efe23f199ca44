import type { Expression } from '../ast.ts';
import type { Cursor } from './parse-cursor.ts';
import { resumeInBrackets } from './parse-recover.ts';
import * as tokenKinds from './token-kinds.ts';

/** Reads a call whose first name is the token `first`, already taken; `::` or `(` follows. */
export function readCall(cursor: Cursor, first: number): Expression {
  const { start } = cursor.rangeOf(first);
  let name = cursor.tokens.textOf(first);
  while (cursor.accept(tokenKinds.doubleColon)) {
    if (cursor.peek() !== tokenKinds.identifier) {
      cursor.failAtNext('expected the name of a function after `::`');
      return cursor.invalid(start);
    }
    name += `::${cursor.tokens.textOf(cursor.read())}`;
  }
  const nameRange = cursor.rangeFrom(start);
  if (cursor.peek() !== tokenKinds.openParen) {
    cursor.failAtNext(`expected \`(\` after the function name ${name}`);
    return cursor.invalid(start);
  }
  const { newlines } = cursor;
  const open = cursor.read();
  cursor.newlines = false;
  const { args, spread, height } = readArguments(cursor, open);
  cursor.newlines = newlines;
  return cursor.built({ kind: 'call', name, nameRange, args, spread, range: cursor.rangeFrom(start) }, height);
}

function readArguments(cursor: Cursor, open: number): { args: Expression[]; spread: boolean; height: number } {
  const args: Expression[] = [];
  const { anchor } = cursor;
  let height = 0;
  let spread = false;
  while (!cursor.failed && !cursor.accept(tokenKinds.closeParen)) {
    cursor.anchor = cursor.nextStart();
    args.push(cursor.expression());
    height = Math.max(height, cursor.height);
    if (!cursor.failed) spread = readSeparator(cursor, open);
    if (cursor.failed) {
      resumeInBrackets(cursor, open, [tokenKinds.comma]);
      if (!cursor.failed) cursor.accept(tokenKinds.comma);
    }
  }
  cursor.anchor = anchor;
  return { args, spread, height };
}

/** Reads what stands between two arguments, up to the closing parenthesis; true for the `...` behind the last one. */
function readSeparator(cursor: Cursor, open: number): boolean {
  const related = { message: 'the call opens here', range: cursor.rangeOf(open) };
  if (cursor.accept(tokenKinds.ellipsis)) {
    if (cursor.peek() !== tokenKinds.closeParen) {
      cursor.failAtNext('expected `)` right after `...`: only the last argument can be spread', { related });
    }
    return true;
  }
  if (cursor.peek() === tokenKinds.closeParen || cursor.accept(tokenKinds.comma)) return false;
  if (cursor.peek() === tokenKinds.end) {
    cursor.fail(related.range, {
      code: 'hcl-unclosed',
      message: 'the call opened here is not closed before the end of the file',
      hint: 'close it with )',
    });
  } else cursor.failAtNext('expected `,` or `)` after the argument', { related });
  return false;
}

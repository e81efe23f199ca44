import { parser, parseWithoutProcessing } from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import type { Range } from '../../diagnostics/range.ts';
import type { RawNode, RawPosition, RawProgram } from './handlebars-ast.ts';

/** What Handlebars' parser makes of a text: a tree, or the first fault. */
export type HandlebarsResult =
  | { readonly program: RawProgram; readonly rangeOf: (node: RawNode) => Range }
  | { readonly fault: { readonly message: string; readonly range: Range } };

/** Runs Handlebars' own parser, and nothing else of it; white space is left as it is. Does not throw. */
export function parseHandlebars(text: string): HandlebarsResult {
  const offsetOf = offsets(text);
  parser.parseError = (_message, { token, expected }) => {
    const { first_line, first_column, last_line, last_column } = parser.lexer.yylloc;
    const start = offsetOf({ line: first_line, column: first_column });
    const end = offsetOf({ line: last_line, column: last_column });
    throw (
      unclosedTag(text, start, token, expected ?? []) ??
      new SyntaxFault(describe(token, expected ?? []), { start, end })
    );
  };
  try {
    const program = parseWithoutProcessing(text);
    return {
      program,
      rangeOf: ({ loc }) => ({ start: offsetOf(loc.start), end: offsetOf(loc.end) }),
    };
  } catch (error) {
    if (error instanceof SyntaxFault) return { fault: { message: error.message, range: error.range } };
    if (!isHandlebarsException(error)) throw error;
    const { message, lineNumber, column, endLineNumber, endColumn } = error;
    const start = offsetOf({ line: lineNumber, column });
    const end = offsetOf({ line: endLineNumber ?? lineNumber, column: endColumn ?? column + 1 });
    return { fault: { message: exceptionMessage(message), range: { start, end } } };
  }
}

class SyntaxFault extends Error {
  readonly range: Range;

  constructor(message: string, range: Range) {
    super(message);
    this.range = range;
  }
}

/** A tag that goes on into the text after it is shown where it begins. */
function unclosedTag(
  text: string,
  at: number,
  token: string | null,
  expected: readonly string[],
): SyntaxFault | undefined {
  if (token !== 'INVALID' && token !== 'EOF' && token !== null) return undefined;
  const start = text.lastIndexOf('{{', at);
  const isOpen = expected.some((quoted) => quoted.includes('CLOSE')) || !text.includes('}}', start);
  return start === -1 || !isOpen
    ? undefined
    : new SyntaxFault('this tag is not closed with `}}`', { start, end: start + 2 });
}

/** The words of an exception, without the position at its end. */
function exceptionMessage(message: string): string {
  const mismatch = /^(\S+) doesn't match (\S+)/.exec(message);
  if (mismatch !== null) return `the block \`${mismatch[1]}\` is closed by \`{{/${mismatch[2]}}}\``;
  return message.replace(/ - \d+:\d+$/, '');
}

/** What Handlebars throws for faults that its grammar does not catch, such as a block closed under another name. */
interface HandlebarsException extends Error {
  readonly lineNumber: number;
  readonly column: number;
  readonly endLineNumber?: number;
  readonly endColumn?: number;
}

function isHandlebarsException(error: unknown): error is HandlebarsException {
  return error instanceof Error && 'lineNumber' in error && typeof error.lineNumber === 'number';
}

/** Tokens of the grammar in an author's words; the rest is never expected alone. */
const tokenNames: Readonly<Record<string, string>> = {
  EOF: 'the end of the file',
  ID: 'a name',
  STRING: 'a string',
  NUMBER: 'a number',
  BOOLEAN: '`true` or `false`',
  CLOSE: '`}}`',
  CLOSE_SEXPR: '`)`',
  OPEN_SEXPR: '`(`',
  OPEN_ENDBLOCK: 'a closing tag `{{/`',
  INVERSE: '`{{else}}`',
  CONTENT: 'text',
  EQUALS: '`=`',
  SEP: '`.`',
  DATA: '`@`',
};

function describe(token: string | null, expected: readonly string[]): string {
  const names = expected.flatMap((quoted) => tokenNames[quoted.replaceAll("'", '')] ?? []);
  const found = token === null || token === 'INVALID' ? 'this' : (tokenNames[token] ?? 'this');
  const wanted = [...new Set(names)];
  return wanted.length === 0 ? `${found} cannot stand here` : `${found} cannot stand here; expected ${list(wanted)}`;
}

function list(words: readonly string[]): string {
  return words.length === 1 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Turns the parser's positions into offsets; it ends lines at LF, CRLF and lone CR. */
function offsets(text: string): (position: RawPosition) => number {
  const lineStarts = [0];
  for (const lineBreak of text.matchAll(/\r\n?|\n/g)) lineStarts.push(lineBreak.index + lineBreak[0].length);
  return ({ line, column }) => Math.min((lineStarts[line - 1] ?? text.length) + column, text.length);
}

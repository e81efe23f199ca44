import type { Range } from '../../diagnostics/range.ts';
import type { Cursor } from './parse-cursor.ts';

const simpleEscapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

const escapePattern = /\\(?:u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|(.?))|([$%])\4\{/gsu;

/** Decodes the text of a quoted string: backslash escapes, and doubled `$${` and `%%{`. Reports wrong escapes. */
export function decodeQuoted(cursor: Cursor, text: string, start: number): string {
  if (!/[\\$%]/.test(text)) return text;
  return text.replace(
    escapePattern,
    (whole: string, short?: string, long?: string, simple?: string, marker?: string, offset = 0) => {
      if (marker !== undefined) return `${marker}{`;
      const range = { start: start + offset, end: start + offset + whole.length };
      if (simple !== undefined) return simpleEscapes.get(simple) ?? reportEscape(cursor, range, whole, simple);
      return decodeCodePoint(cursor, range, whole, short, long);
    },
  );
}

/** Decodes the text of a heredoc or bare template: only doubled `$${` and `%%{`. */
export function decodePlain(text: string): string {
  return text.replace(/([$%])\1\{/g, '$1{');
}

function decodeCodePoint(cursor: Cursor, range: Range, whole: string, short?: string, long?: string): string {
  const digits = short ?? long ?? '';
  const wanted = short === undefined ? 8 : 4;
  if (digits.length !== wanted) {
    return reportEscape(cursor, range, whole, whole, `\\${whole.charAt(1)} needs ${wanted} hexadecimal digits`);
  }
  const code = Number.parseInt(digits, 16);
  if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
  const hint = 'write a character beyond U+FFFF as \\U with 8 hexadecimal digits';
  return reportEscape(cursor, range, whole, whole, `${whole} is not a character of Unicode`, hint);
}

function reportEscape(
  cursor: Cursor,
  range: Range,
  whole: string,
  result: string,
  message = `${whole} is not an escape sequence`,
  hint = 'there are \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN; for a backslash write \\\\',
): string {
  cursor.record(range, { code: 'hcl-bad-escape', message, hint });
  return result;
}

import { trimSpace } from '../white-space.ts';

const identifierPattern = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const numberPattern = /\d(?:[\d.]|[eE][+-]?\d)*/y;

/** What the ASCII characters are: `nameCode` or `quotedEndCode`, or neither. */
const classes = new Uint8Array(0x80);
const nameCode = 1;
const quotedEndCode = 2;
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-') setClass(character, nameCode);
for (const character of '0123456789') setClass(character, nameCode);
for (const character of '"$%\n\r\\') setClass(character, quotedEndCode);

function setClass(character: string, code: number): void {
  classes[character.charCodeAt(0)] = code;
}

/** Offset behind the identifier (UAX #31, with dashes) at `start`; `start` itself when there is none. */
export function identifierEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (isDigit(first) || first === 0x2d) return start;
  let end = start;
  let code = first;
  while (code < 0x80 && classes[code] === nameCode) code = text.charCodeAt(++end);
  // Behind the last character the code is NaN.
  if (!(code > 0x7f)) return end;
  identifierPattern.lastIndex = start;
  return identifierPattern.test(text) ? identifierPattern.lastIndex : start;
}

/**
 * Offset behind the number at `start` (a digit). As Terraform's scanner it takes digits, dots and exponents in any order,
 * but no dot at the end: `1.2.3` is one (wrong) number, and so is `1..2`.
 */
export function numberEnd(text: string, start: number): number {
  numberPattern.lastIndex = start;
  numberPattern.test(text);
  let end = numberPattern.lastIndex;
  while (text.charCodeAt(end - 1) === 0x2e) end--;
  return end;
}

/** Offset behind the line comment at `start`, its line break included. */
export function lineCommentEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return newline < 0 ? text.length : newline + 1;
}

/** Offset of the line's first character. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the line break that ends the line (of its CR, if there is one), or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return newline > offset && text.charCodeAt(newline - 1) === 0x0d ? newline - 1 : newline;
}

/**
 * Whether a quoted string that meets a line break goes on in later lines (its author wanted several lines), rather than lacking its closing quote.
 * It does when the next quote further down closes something: nothing but closers follows it, and no line on the way looks like code.
 */
export function spansLines(text: string, newline: number): number | undefined {
  let start = text.indexOf('\n', newline) + 1;
  for (let lines = 0; lines < 50 && start < text.length; lines++) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    if (/^\s*(?:[\w-]+\s*=[^=]|\}|[\w-]+(?:\s+"[^"]*")*\s*\{)/.test(line)) return undefined;
    const quote = line.indexOf('"');
    if (quote >= 0) return /^"\s*[,)\]}]*\s*(?:$|#|\/\/)/.test(line.slice(quote)) ? start + quote : undefined;
    start = text.indexOf('\n', end) + 1;
    if (start === 0) return undefined;
  }
  return undefined;
}

/** Offset of the first character from `start` on that ends a run of literal text in a quoted string. */
export function quotedTextEnd(text: string, start: number): number {
  for (let position = start; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code >= 0x80 || classes[code] !== quotedEndCode) continue;
    if (code !== 0x5c) return position;
    const next = text.charCodeAt(position + 1);
    if (!(next >= 0) || next === 0x0a || next === 0x0d) return position;
    position++;
  }
  return text.length;
}

/** Offset of the first `$`, `%` or line break from `start` on. */
export function plainTextEnd(text: string, start: number): number {
  let position = start;
  for (; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === 0x24 || code === 0x25 || code === 0x0a || code === 0x0d) return position;
  }
  return position;
}

/** Whether a UTF-16 code unit is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a line closes the heredoc with this tag. */
export function isClosingLine(line: string, tag: string): boolean {
  return line.includes(tag) && trimSpace(line) === tag;
}

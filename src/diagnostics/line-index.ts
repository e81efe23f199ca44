import { graphemesBefore } from './graphemes.ts';
import type { Range } from './range.ts';

/** A place in a text as people and programs count it. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in grapheme clusters: what a reader would call characters, and what terraform counts. */
  readonly column: number;
  /** From 1, in UTF-16 code units: what editors and SARIF count. */
  readonly utf16Column: number;
  /** From 0 at the start of the file, in UTF-8 bytes. */
  readonly byte: number;
}

/** Answers line and column questions about one text. */
export interface LineIndex {
  readonly text: string;
  /** Number of lines; a text that ends in a line break has an empty last line. */
  readonly lineCount: number;
  /** Line (from 1) that holds an offset; offsets past the end belong to the last line. */
  lineOf(offset: number): number;
  /** The text of a line (from 1) as offsets, without its line break. */
  lineRange(line: number): Range;
  /** Offsets are clamped to the text. */
  position(offset: number): Position;
}

/** Builds the index of a text: lines end in LF or CRLF. Building is linear, each question logarithmic in the number of lines. */
export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const bytes = isAscii(text) ? starts : lineStartBytes(text, starts);
  const lineOf = (offset: number): number => lastAtMost(starts, offset) + 1;
  const lineRange = (line: number): Range => {
    const start = starts[line - 1] ?? text.length;
    const next = starts[line];
    if (next === undefined) return { start, end: text.length };
    return { start, end: text[next - 2] === '\r' && next - 2 >= start ? next - 2 : next - 1 };
  };
  const position = (offset: number): Position => {
    const at = Math.min(Math.max(offset, 0), text.length);
    const line = lineOf(at);
    const start = starts[line - 1] ?? 0;
    const before = text.slice(start, at);
    const plain = isAscii(before) && !isExtending(text, at);
    return {
      line,
      column: 1 + (plain ? before.length : graphemesBefore(text.slice(start, lineRange(line).end), at - start)),
      utf16Column: 1 + before.length,
      byte: (bytes[line - 1] ?? 0) + Buffer.byteLength(before),
    };
  };
  return { text, lineCount: starts.length, lineOf, lineRange, position };
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** Whether the character at the offset is not ASCII, so that it may belong to the cluster before it. */
function isExtending(text: string, offset: number): boolean {
  return text.charCodeAt(offset) > 0x7f;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineStartBytes(text: string, starts: readonly number[]): number[] {
  let byte = 0;
  return starts.map((start, line) => {
    if (line > 0) byte += Buffer.byteLength(text.slice(starts[line - 1], start));
    return byte;
  });
}

/** Index of the last element that is at most `value`; 0 when there is none. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

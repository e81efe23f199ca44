import type { Range } from '../../diagnostics/range.ts';
import { applyEdits, type TextEdit } from '../../hcl/format/edits.ts';
import { lex } from '../../hcl/syntax/lexer.ts';
import * as tokenKinds from '../../hcl/syntax/token-kinds.ts';

/**
 * A Terraform text without some of its blocks or arguments, with other changes made in what stays. With a block go the comments right above
 * it (not those that a blank line parts from it, nor a licence at the head of the file) and one blank line.
 */
export function cutRanges(text: string, cuts: readonly Range[], changes: readonly TextEdit[]): string {
  const ranges = cuts.map((range) => wholeLines(text, range)).toSorted((a, b) => a.start - b.start);
  const kept = changes.filter(
    ({ range }) => !ranges.some(({ start, end }) => range.start >= start && range.start < end),
  );
  const edits = [...ranges.map((range) => ({ range, text: '' })), ...kept];
  return tidy(
    applyEdits(
      text,
      edits.toSorted((a, b) => a.range.start - b.range.start),
    ),
  );
}

/** Whether a Terraform text says anything: more than comments. */
export function hasCode(text: string): boolean {
  const { tokens } = lex(text);
  for (let index = 0; index < tokens.length; index += 1) {
    const kind = tokens.kind(index);
    if (kind !== tokenKinds.comment && kind !== tokenKinds.newline && kind !== tokenKinds.end) return true;
  }
  return false;
}

function wholeLines(text: string, range: Range): Range {
  let start = text.lastIndexOf('\n', range.start - 1) + 1;
  if (text.slice(start, range.start).trim() !== '') return range;
  const lineBreak = text.indexOf('\n', range.end);
  let end = lineBreak === -1 ? text.length : lineBreak + 1;
  // What stands behind a block on its line is a comment on it; anything else stays.
  if (!/^\s*(?:#.*|\/\/.*)?$/.test(text.slice(range.end, end))) return range;
  start = commentsAbove(text, start);
  const hasBlankBefore = start === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  const blank = /[ \t]*\r?\n/y;
  blank.lastIndex = end;
  if (hasBlankBefore && blank.test(text)) end = blank.lastIndex;
  return { start, end };
}

function commentsAbove(text: string, from: number): number {
  let start = from;
  while (start > 0) {
    const previous = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*(?:#|\/\/)/.test(text.slice(previous, start))) break;
    start = previous;
  }
  return start === 0 && /copyright|licen[cs]e|spdx/i.test(text.slice(0, from)) ? from : start;
}

/** No blank lines at either end. */
function tidy(text: string): string {
  const trimmed = text.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
  return trimmed === '' ? '' : `${trimmed}\n`;
}

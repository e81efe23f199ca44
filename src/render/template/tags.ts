import type { Range } from '../../diagnostics/range.ts';

/** A `{{…}}` of a template, by its place only. */
export interface Tag {
  readonly range: Range;
  /** Whether it writes nothing itself, so that its line goes away when nothing else stands on it. */
  readonly isStructural: boolean;
  /** `{{~`: white space before it is dropped. */
  readonly stripsBefore: boolean;
  /** `~}}`. */
  readonly stripsAfter: boolean;
}

/** Finds the tags of a template that the parser has accepted, in order. Braces inside strings and `[segments]` end no tag. */
export function findTags(text: string): Tag[] {
  const tags: Tag[] = [];
  for (let start = text.indexOf('{{'); start !== -1; start = text.indexOf('{{', start)) {
    const end = tagEnd(text, start);
    const tag = text.slice(start, end);
    tags.push({
      range: { start, end },
      isStructural: /^\{\{~?\s*(?:[#^/>!]|else\b)/.test(tag),
      stripsBefore: tag.startsWith('{{~'),
      stripsAfter: tag.endsWith('~}}'),
    });
    start = end;
  }
  return tags;
}

function tagEnd(text: string, start: number): number {
  const comment = /^\{\{~?!--/.exec(text.slice(start, start + 6));
  if (comment !== null) {
    const close = /--~?\}\}/g;
    close.lastIndex = start + comment[0].length;
    return close.exec(text) === null ? text.length : close.lastIndex;
  }
  if (/^\{\{~?!/.test(text.slice(start, start + 4))) return endAfter(text, '}}', start);
  const piece = /"(?:\\["]|[^"])*"|'(?:\\[']|[^'])*'|\[(?:\\\]|[^\]])*\]|\}\}/g;
  piece.lastIndex = start;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    if (match[0] === '}}') return piece.lastIndex;
  }
  return text.length;
}

function endAfter(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
}

/**
 * The part of a content between two tags that is written: without the white space that a `~` or a tag alone on its line takes
 * with it (the line's indentation and its line break).
 */
export function writtenRange(text: string, content: Range, before: Tag | undefined, after: Tag | undefined): Range {
  let { start, end } = content;
  if (before?.stripsAfter) start = skipSpace(text, start, end);
  else if (before !== undefined && standsAlone(text, before)) start = lineEndAfter(text, start);
  if (after?.stripsBefore) end = text.slice(start, end).trimEnd().length + start;
  else if (after !== undefined && standsAlone(text, after)) end = lineStartBefore(text, end);
  return { start, end: Math.max(start, end) };
}

/** White space before a tag that stands alone on its line; empty for others. */
export function indentOf(text: string, tag: Tag): string {
  return standsAlone(text, tag) ? text.slice(lineStartBefore(text, tag.range.start), tag.range.start) : '';
}

function standsAlone(text: string, tag: Tag): boolean {
  if (!tag.isStructural) return false;
  const lineStart = lineStartBefore(text, tag.range.start);
  if (lineStart !== 0 && text[lineStart - 1] !== '\n') return false;
  return /[ \t]*(?:\r?\n|$)/y.test(from(text, tag.range.end));
}

function from(text: string, offset: number): string {
  const lineBreak = text.indexOf('\n', offset);
  return text.slice(offset, lineBreak === -1 ? undefined : lineBreak + 1);
}

function skipSpace(text: string, start: number, end: number): number {
  return end - text.slice(start, end).trimStart().length;
}

function lineEndAfter(text: string, start: number): number {
  const lineBreak = text.indexOf('\n', start);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}

/** Start of the run of blanks before an offset. */
function lineStartBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
  return start;
}

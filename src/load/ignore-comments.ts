import type { Range } from '../diagnostics/range.ts';
import type { IgnoreComment } from './document.ts';

/** Reads `# imprint:ignore <code> <reason>` out of a document's comments. */
export function readIgnoreComments(text: string, comments: readonly Range[]): IgnoreComment[] {
  const found: IgnoreComment[] = [];
  for (const range of comments) {
    const match = /^#+\s*imprint:ignore(?:\s+(\S+))?(?:\s+(.*))?$/.exec(text.slice(range.start, range.end).trimEnd());
    if (!match) continue;
    found.push({ code: match[1] ?? '', reason: match[2]?.trim() ?? '', range, line: lineSpokenOf(text, range) });
  }
  return found;
}

/** The comment's own line when something stands before it, else the next line that is not a comment itself. */
function lineSpokenOf(text: string, comment: Range): Range {
  const own = lineAt(text, comment.start);
  if (text.slice(own.start, comment.start).trim() !== '') return own;
  let line = own;
  do {
    const next = text.indexOf('\n', line.end);
    if (next < 0) return { start: text.length, end: text.length };
    line = lineAt(text, next + 1);
  } while (text.slice(line.start, line.end).trimStart().startsWith('#'));
  return line;
}

/** The line that holds an offset, without its line break. */
function lineAt(text: string, offset: number): Range {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.length : next;
  return { start, end: end > start && text[end - 1] === '\r' ? end - 1 : end };
}

import type { Range } from '../diagnostics/range.ts';
import type { IgnoreComment } from '../load/document.ts';

/** A comment of HCL, a shell script, SQL or Handlebars that asks to ignore a diagnostic. */
const comment =
  /(?:#|\/\/|--|\{\{!(?:--)?)[^\S\n]*imprint:ignore(?![\w-])(?:[^\S\n]+([^\s}]+))?(?:[^\S\n]+([^\n]*?))?[^\S\n]*(?:(?:--)?\}\})?[^\S\n]*\r?$/gm;

/**
 * `imprint:ignore <code> <reason>` comments of a module file or template, in order: `#`, `//`, `--`, and in templates `{{! … }}`.
 * As in YAML, a comment after something speaks of its own line, one that stands alone of the next line that is no comment.
 */
export function readSourceIgnores(text: string): IgnoreComment[] {
  if (!text.includes('imprint:ignore')) return [];
  return [...text.matchAll(comment)].map((match) => ({
    code: match[1] ?? '',
    reason: match[2] ?? '',
    range: { start: match.index, end: match.index + match[0].trimEnd().length },
    line: lineSpokenOf(text, match.index),
  }));
}

function lineSpokenOf(text: string, offset: number): Range {
  let line = lineAt(text, offset);
  if (text.slice(line.start, offset).trim() !== '') return line;
  while (line.end < text.length) {
    line = lineAt(text, text.indexOf('\n', line.end) + 1);
    if (!/^\s*(?:#|\/\/|--|\{\{!)/.test(text.slice(line.start, line.end))) break;
  }
  return line;
}

function lineAt(text: string, offset: number): Range {
  const next = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: next < 0 ? text.length : next };
}

import { parseFile } from '../syntax/parse-file.ts';
import type { TextEdit } from './edits.ts';
import { layOut } from './format-layout.ts';
import { collectRewrites } from './format-rewrite.ts';
import { FormatTokens } from './format-tokens.ts';

/**
 * What `terraform fmt` would change in a file: edits sorted by place, without overlap, that touch only what really changes.
 * A file with a syntax fault is left alone. Line ends stay as they are; a byte order mark is removed.
 *
 * It differs from `terraform fmt` only where that loses text or writes what it cannot read: labels with `$` or `%` in them stay, and so do
 * the indexes `true`, `false` and `null`; an unwrapped `"${…}"` with a line break outside of brackets always gets parentheses.
 */
export function formatEdits(text: string): readonly TextEdit[] {
  const { tokens, body, faults } = parseFile(text);
  if (faults.length > 0) return [];
  const formatted = new FormatTokens(tokens, collectRewrites(tokens, body));
  layOut(formatted);
  return editsOf(formatted);
}

/** Compares what stands between the tokens that were kept with what should stand there. */
function editsOf(formatted: FormatTokens): TextEdit[] {
  const { source } = formatted;
  const edits: TextEdit[] = [];
  let start = 0;
  let inserted = '';
  for (let index = 0; index < formatted.length; index++) {
    const origin = formatted.origin(index);
    inserted += ' '.repeat(formatted.spaces(index));
    if (origin < 0) {
      inserted += formatted.textOf(index);
      continue;
    }
    const edit = smallestEdit(source.text, start, source.start(origin), inserted);
    if (edit) edits.push(edit);
    start = source.end(origin);
    inserted = '';
  }
  return edits;
}

/** The edit that turns a piece of the text into another one, without what they have in common at both ends. */
function smallestEdit(text: string, from: number, to: number, wanted: string): TextEdit | undefined {
  let start = from;
  let end = to;
  let kept = 0;
  while (start < end && kept < wanted.length && text.charCodeAt(start) === wanted.charCodeAt(kept)) {
    start++;
    kept++;
  }
  let length = wanted.length;
  while (start < end && kept < length && text.charCodeAt(end - 1) === wanted.charCodeAt(length - 1)) {
    end--;
    length--;
  }
  return start === end && kept === length ? undefined : { range: { start, end }, text: wanted.slice(kept, length) };
}

import type { Range } from '../../diagnostics/range.ts';

/** A change of a text: what stands in `range` becomes `text`. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** The text after all edits, which are sorted and do not overlap; their ranges are those of the text before. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let position = 0;
  for (const { range, text: replacement } of edits) {
    pieces.push(text.slice(position, range.start), replacement);
    position = range.end;
  }
  pieces.push(text.slice(position));
  return pieces.join('');
}

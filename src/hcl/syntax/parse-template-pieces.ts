import type { Range } from '../../diagnostics/range.ts';
import type { Expression } from '../ast.ts';
import { trimStart } from '../white-space.ts';
import type { LoopNames } from './parse-for.ts';

/** A template before its directives are nested: what stands between two markers, or a marker. */
export type TemplatePiece =
  | TextPiece
  | { readonly kind: 'interpolation'; readonly expression: Expression; readonly range: Range }
  | { readonly kind: 'if'; readonly condition: Expression; readonly range: Range }
  | { readonly kind: 'for'; readonly names: LoopNames; readonly collection: Expression; readonly range: Range }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly range: Range };

/** Literal text, at most one line of it; decoded, and shortened by strip markers and flush indentation. */
export interface TextPiece {
  readonly kind: 'text';
  text: string;
  readonly range: Range;
}

/**
 * Takes the indentation common to all lines of a `<<-` heredoc away. Only what stands in the text counts, blank lines do not,
 * and a line that begins with `${` or `%{` is not indented. A line whose break was taken by `~}` does not count as a new line.
 */
export function flushIndentation(pieces: readonly TemplatePiece[]): void {
  let smallest = Number.POSITIVE_INFINITY;
  const indented: TextPiece[] = [];
  let atLineStart = true;
  for (const piece of pieces) {
    if (atLineStart) {
      const width = piece.kind === 'text' ? indentationOf(piece.text) : 0;
      if (piece.kind === 'text' && width < Number.POSITIVE_INFINITY) indented.push(piece);
      smallest = Math.min(smallest, width);
    }
    atLineStart = piece.kind === 'text' ? piece.text.endsWith('\n') : false;
  }
  for (const piece of indented) piece.text = piece.text.slice(smallest);
}

function indentationOf(text: string): number {
  const width = text.length - trimStart(text).length;
  return width === text.length && text.endsWith('\n') ? Number.POSITIVE_INFINITY : width;
}

/** Joins neighbouring texts. Empty ones stay: a template with one is not a bare interpolation. */
export function joinTexts(pieces: readonly TemplatePiece[]): readonly TemplatePiece[] {
  const joined: TemplatePiece[] = [];
  let run: TextPiece[] = [];
  const flushRun = (): void => {
    const [first] = run;
    const last = run[run.length - 1];
    if (first && last) {
      const range = { start: first.range.start, end: last.range.end };
      joined.push(run.length === 1 ? first : { kind: 'text', text: run.map(({ text }) => text).join(''), range });
    }
    run = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'text') run.push(piece);
    else {
      flushRun();
      joined.push(piece);
    }
  }
  flushRun();
  return joined;
}

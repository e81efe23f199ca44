import type { Span } from './source-index.ts';
import { columnsOf, visibleCells } from './visible-cells.ts';

/** How a frame is drawn. */
export interface FrameStyle {
  /** Columns of the terminal. */
  readonly width: number;
  /** Width of the line numbers. */
  readonly gutter: number;
  /** Character under the text meant: `^` for the place itself, `-` for a related one. */
  readonly mark: '^' | '-';
  /** Colour of line numbers and bars. */
  readonly dim: (text: string) => string;
  /** Colour of the marks. */
  readonly highlight: (text: string) => string;
}

/** Lines of a long range that are shown at its start and at its end. */
const shownAtStart = 4;
const shownAtEnd = 2;

/**
 * The lines of a range with their numbers and the text meant underlined; a range over several lines has a bar at its side.
 * Lines longer than the terminal are cut so that the mark stays in sight.
 */
export function codeFrame(span: Span, style: FrameStyle): string[] {
  const last = lastLineOf(span);
  const bar = style.dim(`${' '.repeat(style.gutter)} |`);
  return [bar, ...(last === span.start.line ? oneLine(span, style, bar) : severalLines(span, last, style, bar))];
}

/** Width that the line numbers of a frame need. */
export function gutterWidth(span: Span): number {
  return String(lastLineOf(span)).length;
}

/** A range that ends with a line break ends on that line, not on the next. */
function lastLineOf({ start, end }: Span): number {
  return end.utf16Column === 1 && end.line > start.line ? end.line - 1 : end.line;
}

function oneLine(span: Span, style: FrameStyle, bar: string): string[] {
  const { line } = span.start;
  const text = lineText(span, line);
  const from = span.start.utf16Column - 1;
  const to = span.end.line === line ? span.end.utf16Column - 1 : text.length;
  const cells = visibleCells(text, from, style.width - style.gutter - 4);
  const space = columnsOf(cells.filter((cell) => cell.end <= from));
  const length = columnsOf(cells.filter((cell) => cell.end > from && cell.start < to));
  const shown = cells.map((cell) => cell.text).join('');
  const underline = style.highlight(style.mark.repeat(Math.max(1, length)));
  return [`${number(line, style)} ${shown}`.trimEnd(), `${bar} ${' '.repeat(space)}${underline}`];
}

function severalLines(span: Span, last: number, style: FrameStyle, bar: string): string[] {
  const side = style.highlight('|');
  const first = span.start.line;
  const isCut = last - first + 1 > shownAtStart + shownAtEnd + 1;
  const lines: string[] = [];
  for (let line = first; line <= last; line += 1) {
    if (isCut && line === first + shownAtStart) {
      lines.push(`${style.dim(`${' '.repeat(style.gutter)} :`)} ${side}`);
      line = last - shownAtEnd + 1;
    }
    const cells = visibleCells(lineText(span, line), 0, style.width - style.gutter - 6);
    const corner = line === first ? style.highlight('/') : side;
    lines.push(`${number(line, style)} ${corner} ${cells.map((cell) => cell.text).join('')}`.trimEnd());
  }
  return [...lines, `${bar} ${style.highlight(`|_${style.mark}`)}`];
}

function number(line: number, style: FrameStyle): string {
  return style.dim(`${String(line).padStart(style.gutter)} |`);
}

function lineText({ index }: Span, line: number): string {
  const { start, end } = index.lineRange(line);
  return index.text.slice(start, end);
}

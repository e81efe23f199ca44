import { createLineIndex, type LineIndex, type Position } from '../diagnostics/line-index.ts';
import type { Location } from '../diagnostics/range.ts';
import type { Report } from './reporter.ts';

/** Start and end of a location, as lines and columns. */
export interface Span {
  readonly start: Position;
  /** Just past the last character. */
  readonly end: Position;
  readonly index: LineIndex;
}

/** Answers where locations stand; each file is indexed once. Undefined where there is no range or no text. */
export function createSpans(report: Pick<Report, 'sourceText'>): (location: Location | undefined) => Span | undefined {
  const indexes = new Map<string, LineIndex | undefined>();
  const indexOf = (file: string): LineIndex | undefined => {
    if (!indexes.has(file)) {
      const text = report.sourceText(file);
      indexes.set(file, text === undefined ? undefined : createLineIndex(text));
    }
    return indexes.get(file);
  };
  return (location) => {
    if (location?.range === undefined) return undefined;
    const index = indexOf(location.file);
    if (index === undefined) return undefined;
    return { start: index.position(location.range.start), end: index.position(location.range.end), index };
  };
}

import { resolve } from 'node:path';
import picocolors from 'picocolors';
import type { Location } from '../diagnostics/range.ts';
import { codeFrame, gutterWidth } from '../report/code-frame.ts';
import { createSpans, type Span } from '../report/source-index.ts';
import type { Io } from './command.ts';
import { shownPath } from './shown-path.ts';

/** A place with the words before it. */
export interface TracedPlace {
  /** Empty for the place that was asked for. */
  readonly message: string;
  readonly location: Location;
}

/** What showing places takes. */
export interface PlacesView {
  /** Text of a file as the locations spell it. */
  readonly texts: (file: string) => string | undefined;
  /** Folder the locations are relative to, absolute. */
  readonly root: string;
  readonly isJson: boolean;
}

/** Writes places to stdout, each with the lines it means; or as JSON, columns in grapheme clusters and bytes in UTF-8. */
export function showPlaces(places: readonly TracedPlace[], { texts, root, isJson }: PlacesView, io: Io): void {
  const spans = createSpans({ sourceText: texts });
  const shown = places.map(({ message, location }) => ({
    message,
    file: shownPath(resolve(root, location.file), io.cwd),
    span: spans(location),
  }));
  if (isJson) {
    const entries = shown.map(({ message, file, span }) => ({ message, file, ...(span && { range: rangeOf(span) }) }));
    io.stdout.write(`${JSON.stringify({ formatVersion: 1, places: entries }, undefined, 2)}\n`);
    return;
  }
  const colors = picocolors.createColors(io.stdout.color);
  const gutter = Math.max(1, ...shown.map(({ span }) => (span === undefined ? 1 : gutterWidth(span))));
  const style = { width: io.stdout.columns, gutter, mark: '^', dim: colors.blue, highlight: colors.yellow } as const;
  for (const { message, file, span } of shown) {
    const at = span === undefined ? '' : `:${span.start.line}:${span.start.column}`;
    const lines = [
      `${message === '' ? '' : `${colors.bold(message)} `}${file}${at}`,
      ...(span === undefined ? [] : codeFrame(span, style)),
    ];
    io.stdout.write(`${lines.join('\n')}\n`);
  }
}

function rangeOf({ start, end }: Span): object {
  const position = ({ line, column, byte }: Span['start']): object => ({ line, column, byte });
  return { start: position(start), end: position(end) };
}

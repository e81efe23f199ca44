import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Range } from '../diagnostics/range.ts';

const secretCodes: ReadonlySet<string> = new Set(['secret-in-input', 'secret-in-module']);

/** The places of a file's values that were found to be secrets. */
export function secretRanges(file: string, diagnostics: readonly Diagnostic[]): readonly Range[] {
  return diagnostics.flatMap(({ code, location }) =>
    secretCodes.has(code) && location?.file === file && location.range !== undefined ? [location.range] : [],
  );
}

/** A text with `*` in place of every character of some ranges, for showing it; line breaks stay, so that all other places stay too. */
export function maskRanges(text: string, ranges: readonly Range[]): string {
  return ranges.reduce(
    (masked, { start, end }) =>
      masked.slice(0, start) + masked.slice(start, end).replace(/[^\r\n]/g, '*') + masked.slice(end),
    text,
  );
}

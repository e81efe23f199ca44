import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Range } from '../diagnostics/range.ts';

const secretCodes: ReadonlySet<string> = new Set(['secret-in-input', 'secret-in-module']);

/** The places of values that were found to be secrets, by file. */
export function secretRanges(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Range[]> {
  const ranges = new Map<string, Range[]>();
  for (const { code, location } of diagnostics) {
    if (!secretCodes.has(code) || location?.range === undefined) continue;
    const known = ranges.get(location.file);
    if (known === undefined) ranges.set(location.file, [location.range]);
    else known.push(location.range);
  }
  return ranges;
}

/** Texts as they may be shown: values that were refused as secrets are masked. */
export function textsWithoutSecrets(
  texts: ReadonlyMap<string, string>,
  diagnostics: readonly Diagnostic[],
): (file: string) => string | undefined {
  const ranges = secretRanges(diagnostics);
  return (file) => {
    const text = texts.get(file);
    return text === undefined ? undefined : maskRanges(text, ranges.get(file) ?? []);
  };
}

/** A text with `*` in place of every character of some ranges, for showing it; line breaks stay, so that all other places stay too. */
export function maskRanges(text: string, ranges: readonly Range[]): string {
  return ranges.reduce(
    (masked, { start, end }) =>
      masked.slice(0, start) + masked.slice(start, end).replace(/[^\r\n]/g, '*') + masked.slice(end),
    text,
  );
}

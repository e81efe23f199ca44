import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';
import type { AuthoredPlace, PlaceFinder } from './run-rules.ts';

/** A diagnostic of a module with all its places, related ones too, as their authors know them. */
export function relocate(diagnostic: Diagnostic, finder: PlaceFinder): Diagnostic {
  const { location, related = [] } = diagnostic;
  const authored = location && authoredPlace(location, finder);
  const relatedPlaces = [
    ...(authored?.related ?? []),
    ...related.map((one) => ({ message: one.message, location: authoredPlace(one.location, finder).location })),
  ];
  const shown = relatedPlaces.filter(
    (one, index) => relatedPlaces.findIndex((other) => isSamePlace(one.location, other.location)) === index,
  );
  const { related: _, ...rest } = diagnostic;
  return { ...rest, ...(authored && { location: authored.location }), ...(shown.length > 0 && { related: shown }) };
}

/** Several places of a generated file may have been made from one authored place: it is shown once. */
function isSamePlace(a: Location, b: Location): boolean {
  return a.file === b.file && a.range?.start === b.range?.start && a.range?.end === b.range?.end;
}

function authoredPlace(location: Location, finder: PlaceFinder): AuthoredPlace {
  return finder.ofModule({ kind: 'range', ...location });
}

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
  return {
    ...diagnostic,
    ...(authored && { location: authored.location }),
    ...(relatedPlaces.length > 0 && { related: relatedPlaces }),
  };
}

function authoredPlace(location: Location, finder: PlaceFinder): AuthoredPlace {
  return finder.ofModule({ kind: 'range', ...location });
}

import type { Diagnostic, RelatedLocation } from './diagnostic.ts';
import { compareDiagnostics } from './order.ts';

/**
 * Puts diagnostics in the one order of `compareDiagnostics` and makes one of those that say the same of the same place.
 * The first one's severity, hint and arguments are kept; related places are those of all, without repetition.
 */
export function mergeDiagnostics(diagnostics: Iterable<Diagnostic>): Diagnostic[] {
  const merged = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const key = diagnosticKey(diagnostic);
    const known = merged.get(key);
    merged.set(key, known === undefined ? diagnostic : withRelatedOf(known, diagnostic));
  }
  return [...merged.values()].sort(compareDiagnostics);
}

/** What makes two diagnostics the same one: code, place, address and message. */
export function diagnosticKey({ code, location, address, message }: Diagnostic): string {
  return JSON.stringify([code, location?.file, location?.range?.start, location?.range?.end, address, message]);
}

function withRelatedOf(first: Diagnostic, second: Diagnostic): Diagnostic {
  if (second.related === undefined) return first;
  const related = new Map<string, RelatedLocation>();
  for (const place of [...(first.related ?? []), ...second.related]) {
    const { file, range } = place.location;
    const key = JSON.stringify([file, range?.start, range?.end, place.message]);
    if (!related.has(key)) related.set(key, place);
  }
  return { ...first, related: [...related.values()] };
}

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

const ofReferences: ReadonlySet<string> = new Set([
  'unknown-reference',
  'unsupported-attribute',
  'invalid-index',
  'invalid-operation',
]);

/**
 * Faults of an evaluation without those of references that were already found faulty by reading them: the same step of the same reference
 * leads nowhere for one reason only.
 */
export function newFaults(known: readonly Diagnostic[], found: readonly Diagnostic[]): readonly Diagnostic[] {
  const places = new Set(known.filter(({ code }) => ofReferences.has(code)).map(placeOf));
  if (places.size === 0) return found;
  return found.filter((diagnostic) => !ofReferences.has(diagnostic.code) || !places.has(placeOf(diagnostic)));
}

function placeOf({ location }: Diagnostic): string {
  return `${location?.file} ${location?.range?.start} ${location?.range?.end}`;
}

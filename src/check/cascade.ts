import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';

/** Faults of values that are there and of the right type: what is made of them can still be looked at. */
const usableValueFaults: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'duplicate-item',
  'override-required',
  'secret-in-input',
  'value-format',
  'value-length',
  'value-not-allowed',
  'value-pattern',
  'value-range',
]);

/** Whether later stages can say something of their own about an environment in spite of the faults found so far. */
export function mayGoOn(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every(({ code, severity }) => severity !== 'error' || usableValueFaults.has(code));
}

/**
 * Diagnostics of later stages without those that repeat an earlier error: they stand at its place, point back to it, or are the
 * module's own check of a value, which is made from the schema that the value was held against before. One fault, one message.
 */
export function withoutRepeats(later: readonly Diagnostic[], earlier: readonly Diagnostic[]): readonly Diagnostic[] {
  const errors = earlier.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return later;
  const places = errors.flatMap(({ location }) => (location === undefined ? [] : [location]));
  return later.filter(({ code, location, related = [] }) => {
    if (code === 'invalid-variable-value') return false;
    const own = [...(location === undefined ? [] : [location]), ...related.map((one) => one.location)];
    return !own.some((one) => places.some((place) => overlap(one, place)));
  });
}

function overlap(a: Location, b: Location): boolean {
  if (a.file !== b.file || a.range === undefined || b.range === undefined) return false;
  return a.range.start <= b.range.end && b.range.start <= a.range.end;
}

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnosticKey } from '../diagnostics/merge.ts';
import { compareText } from '../diagnostics/order.ts';

/** A diagnostic and the full name of the environment it was found in; absent for what is found without one. */
export interface AttributedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly environment?: string;
}

/** Notes in which environments each was found; what is the same in several can then be merged into one. */
export function nameEnvironments(diagnostics: readonly AttributedDiagnostic[]): Diagnostic[] {
  const names = new Map<string, Set<string>>();
  for (const { diagnostic, environment } of diagnostics) {
    if (environment === undefined) continue;
    const key = diagnosticKey(diagnostic);
    names.set(key, (names.get(key) ?? new Set()).add(environment));
  }
  const sorted = new Map([...names].map(([key, found]) => [key, [...found].sort(compareText)]));
  return diagnostics.map(({ diagnostic }) => {
    const environments = sorted.get(diagnosticKey(diagnostic));
    return environments === undefined ? diagnostic : { ...diagnostic, environments };
  });
}

import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/**
 * A diagnostic of a module that runs where nothing but its own files is, as Infrastructure Manager does it: a file outside, which may or may
 * not be there for others, is missing then.
 */
export function missingWhereDeployed(diagnostic: Diagnostic): Diagnostic {
  const isOfFile = diagnostic.code === 'function-not-supported' && diagnostic.args?.['file'] !== undefined;
  return isOfFile ? { ...diagnostic, severity: 'error' } : diagnostic;
}

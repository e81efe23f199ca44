/**
 * Every diagnostic code there is or ever was, sorted. A code never changes its meaning; a retired one stays listed.
 * Each has a rule of the same name in `src/check/rules/`, hence a page in `docs/checks.md`.
 */
export const diagnosticCodes = ['yaml-syntax'] as const;

/** A stable name of a kind of fault. */
export type DiagnosticCode = (typeof diagnosticCodes)[number];

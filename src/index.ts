export type { Diagnostic, Outcome, Severity } from './diagnostics/diagnostic.ts';

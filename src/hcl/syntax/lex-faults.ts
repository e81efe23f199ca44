import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';

/** A syntax fault before it is bound to a file. */
export interface Fault {
  readonly code: DiagnosticCode;
  readonly range: Range;
  readonly message: string;
  /** Absent when the message says it all. */
  readonly hint?: string;
  /** A second place, such as the bracket that was not closed; absent when there is none. */
  readonly related?: { readonly message: string; readonly range: Range };
}

/** Binds faults to a file, in the order of their places. */
export function diagnosticsOf(faults: readonly Fault[], file: string): readonly Diagnostic[] {
  return faults
    .map(
      ({ related, range, code, message, hint }): Diagnostic => ({
        code,
        severity: 'error',
        message,
        location: { file, range },
        ...(hint === undefined ? {} : { hint }),
        ...(related && { related: [{ message: related.message, location: { file, range: related.range } }] }),
      }),
    )
    .sort((a, b) => (a.location?.range?.start ?? 0) - (b.location?.range?.start ?? 0));
}

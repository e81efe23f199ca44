import type { DiagnosticCode } from '../../diagnostics/codes.ts';

/** Why a value is refused. */
export interface ValueFault {
  readonly code: DiagnosticCode;
  /** Completes "expected …". */
  readonly expected: string;
  readonly hint?: string;
  readonly isWarning?: true;
}

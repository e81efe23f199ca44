import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Diagnostic, RelatedLocation, Severity } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';

/** A fault in a module file. */
export interface ModuleFault {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Default: `error`. */
  readonly severity?: Severity;
  readonly hint?: string;
  readonly related?: readonly RelatedLocation[];
  readonly args?: Readonly<Record<string, string>>;
  readonly address?: string;
}

/** Appends a fault at a piece of a module file. */
export function reportAt(faults: Diagnostic[], file: string, range: Range, fault: ModuleFault): void {
  faults.push({ severity: 'error', ...fault, location: { file, range } });
}

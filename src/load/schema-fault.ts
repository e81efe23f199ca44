import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';

/** A value that does not fit its schema; one fault, one entry. Pointers are relative to the value that was checked. */
export interface SchemaFault {
  readonly code: SchemaFaultCode;
  /** RFC 6901; `''` is the checked value itself. For an unknown key it ends in that key, for a missing one it is the map that lacks it. */
  readonly pointer: string;
  /** What to underline: a wrong name is shown at its key, a wrong value at the value, a missing key at the key of the map that lacks it. */
  readonly on: 'key' | 'value';
  /** One sentence, no final stop. */
  readonly message: string;
  /** Absent means `error`; `warning` for a well-formed location that our list does not know. */
  readonly severity?: Severity;
  readonly hint?: string;
  /** The facts behind the message: `key` of unknown and missing keys, `value`, `expected`, `format`. */
  readonly args?: Readonly<Record<string, string>>;
}

/** Codes a schema fault may have. */
export type SchemaFaultCode = Extract<
  DiagnosticCode,
  | 'duplicate-item'
  | 'missing-key'
  | 'unknown-key'
  | 'unknown-location'
  | 'value-format'
  | 'value-length'
  | 'value-mismatch'
  | 'value-not-allowed'
  | 'value-pattern'
  | 'value-range'
  | 'wrong-type'
>;

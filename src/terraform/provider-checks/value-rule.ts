import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { ValueChecks } from '../facts/facts.ts';

/** Checks of one value: those of the facts, and what only the provider's sources say. */
export interface ValueRule extends ValueChecks {
  /** What the value must be, in words: completes "expected …". Absent: made from the checks. */
  readonly expected?: string;
  /** RE2, matched anywhere in the text: a text that matches is refused. */
  readonly notPattern?: string;
  /** Letters of the enum may be written in either case. */
  readonly ignoreCase?: true;
  /** An empty text passes whatever the other checks say. */
  readonly allowEmpty?: true;
  /** The number must be greater than this. */
  readonly above?: number;
  /** The number must lie in one of these ranges, ends included. */
  readonly ranges?: readonly (readonly [number, number])[];
  /** A check that data cannot say: whether the text or bool passes. */
  readonly test?: (value: string | boolean) => boolean;
  /** The provider warns of what is refused here. */
  readonly isWarning?: true;
  /** For the keys of a map. */
  readonly keys?: ValueRule;
}

/** Why a value is refused. */
export interface ValueFault {
  readonly code: DiagnosticCode;
  /** Completes "expected …". */
  readonly expected: string;
  readonly hint?: string;
  readonly isWarning?: true;
}

import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Diagnostic, RelatedLocation, Severity } from '../../diagnostics/diagnostic.ts';
import type { TextPlace, Value } from '../../hcl/value.ts';
import type { CheckInput } from './check-input.ts';

/** A fault on its way to a diagnostic. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly place: TextPlace;
  /** Absent: error. */
  readonly severity?: Severity;
  readonly hint?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly related?: readonly RelatedLocation[];
}

/** Where the walk through a configuration is. */
export interface Spot {
  readonly input: CheckInput;
  /** The body the walk is in, as written: `boot_disk`, `backend[1].log_config`; empty at the root. */
  readonly path: string;
  /** Header of the innermost block that is written. */
  readonly place: TextPlace;
  /** A block around holds something unknown: providers look into it only when that is known. */
  readonly isDeferred: boolean;
  /** A block around belongs to a set: Terraform can point at the resource only. */
  readonly isInSet: boolean;
  /** A value around is sensitive. */
  readonly isSensitive: boolean;
}

/** Reports a finding about the instance. */
export function reportFinding({ input }: Spot, finding: Finding): void {
  const { code, message, place, severity = 'error', hint, args, related } = finding;
  const diagnostic: Diagnostic = {
    code,
    severity,
    message,
    location: place,
    address: input.address,
    ...(related === undefined || related.length === 0 ? {} : { related }),
    ...(hint === undefined ? {} : { hint }),
    ...(args === undefined ? {} : { args }),
  };
  input.faults.push(diagnostic);
}

/** Where a value is written; the block it is in when no text stands behind it. */
export function placeOf(value: Value, { place }: Spot): TextPlace {
  return value.origin === undefined ? place : { file: value.origin.file, range: value.origin.range };
}

/** Path of a member as a reader would write it. */
export function memberPath({ path }: Spot, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

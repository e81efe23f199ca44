import type { DiagnosticCode } from './codes.ts';
import type { Location } from './range.ts';

/** How bad a diagnostic is: an error makes the run fail, a warning counts against `--max-warnings`. */
export type Severity = 'error' | 'warning' | 'info';

/** A fault in the user's documents. */
export interface Diagnostic {
  /** Stable, kebab-case; listed in `codes.ts`, explained by `imprint explain`. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence without a final stop; names the wrong value and says what is expected. */
  readonly message: string;
  /** Absent when the diagnostic is about the whole run. */
  readonly location?: Location;
  /** Terraform resource address; absent when no resource is concerned. */
  readonly address?: string;
  /** Other places that explain this one. */
  readonly related?: readonly RelatedLocation[];
  /** What to change, imperative. */
  readonly hint?: string;
  /** The facts behind the message, for programs. */
  readonly args?: Readonly<Record<string, string>>;
  /** Full names of the environments it was found in, sorted; absent where it was not found in one. */
  readonly environments?: readonly string[];
}

/** A second place that explains a diagnostic. */
export interface RelatedLocation {
  readonly message: string;
  readonly location: Location;
}

/** What every stage returns: a value, unless the faults left none, and all faults found on the way. */
export interface Outcome<T> {
  /** Absent when the faults left nothing to go on with. */
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

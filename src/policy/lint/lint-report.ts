import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Diagnostic, RelatedLocation, Severity } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/range.ts';
import type { Constraint } from '../constraints.ts';

/** The predefined and managed constraints there are. */
export interface ConstraintTable {
  /** A constraint by its name without `constraints/`; undefined when it is not known. */
  readonly lookup: (name: string) => Constraint | undefined;
  readonly names: () => Iterable<string>;
}

/** Kinds of constraints as policies see them; undefined for one that is not known. */
export type ConstraintKind = Constraint['kind'] | 'custom' | undefined;

/** The kind of a constraint by its name. */
export function kindOf(table: ConstraintTable, name: string): ConstraintKind {
  return name.startsWith('custom.') ? 'custom' : table.lookup(name)?.kind;
}

/** What a fault may have besides its words. */
interface Extras {
  readonly severity?: Severity;
  readonly hint?: string | undefined;
  readonly related?: readonly RelatedLocation[];
}

/** Makes a diagnostic; an error unless it says otherwise. */
export function found(
  code: DiagnosticCode,
  message: string,
  location: Location,
  { severity = 'error', hint, related }: Extras = {},
): Diagnostic {
  return { code, severity, message, location, ...(hint !== undefined && { hint }), ...(related && { related }) };
}

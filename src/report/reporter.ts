import type { RuleText } from '../check/rule.ts';
import type { AppliedWaiver } from '../check/waivers.ts';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';

/** What a checking command found. */
export interface Report {
  /** In the order of `compareDiagnostics`, without duplicates. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of a file a diagnostic names; undefined when it could not be read as text. */
  readonly sourceText: (file: string) => string | undefined;
  /** How many things were looked at, for the closing line: `{environments: 3, modules: 0}`. */
  readonly checked: Readonly<Record<string, number>>;
  /** How many diagnostics were left out because a comment ignores or `imprint.yaml` waives them; absent means none. */
  readonly suppressed?: { readonly ignored: number; readonly waived: number };
  /** The waivers of `imprint.yaml` that left something out, in the order they are written in; absent means none. */
  readonly waivers?: readonly AppliedWaiver[];
}

/** Turns a report into the text that goes to stdout, final newline included. Pure. */
export type Reporter = (report: Report, context: ReporterContext) => string;

/** What a reporter may know of its surroundings. */
export interface ReporterContext {
  readonly color: boolean;
  /** Columns of the terminal; 80 when unknown. */
  readonly width: number;
  /** All rules, for lists of them; levels of `imprint.yaml` applied. */
  readonly rules: readonly (RuleText & { readonly severity: Severity })[];
  /** Version of imprint. */
  readonly version: string;
}

import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { RelatedLocation, Severity } from '../diagnostics/diagnostic.ts';
import type { Range } from '../diagnostics/range.ts';
import type { Body } from '../hcl/ast.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import type { Bundle } from '../render/bundle.ts';
import type { ResolvedEnvironment } from '../resolve/resolved-environment.ts';
import type { Evaluation } from '../terraform/evaluation.ts';

/** What a rule is about. A rule without `check` documents a fault that a stage reports itself. */
export type Rule = RuleText & (StageRule | BlueprintRule | ModuleRule | DeploymentRule);

/** The words of a rule: its page in `docs/checks.md`. */
export interface RuleText {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One line, for lists and SARIF. */
  readonly summary: string;
  /** What goes wrong in practice. */
  readonly why: string;
  /** The document that is the authority: a provider, API or policy page. */
  readonly source: string;
}

/** What handling a finding takes of its rule. */
export interface RuleLevel {
  readonly severity: Severity;
  /** Whether the rule has a check of its own, or documents what a stage reports. */
  readonly isCheck: boolean;
}

/** A fault that a stage reports on its way. */
export interface StageRule {
  readonly scope: 'blueprint' | 'module' | 'deployment';
  readonly check?: undefined;
}

/** Checks a blueprint document. */
export interface BlueprintRule {
  readonly scope: 'blueprint';
  readonly check: (subject: LoadedBlueprint, report: (finding: Finding) => void) => void;
}

/** Checks an evaluated module, rendered by us or not. */
export interface ModuleRule {
  readonly scope: 'module';
  /** It is about few types of resources: loaded for plain modules that `rare-rules.ts` finds one of them in. Absent: for all modules. */
  readonly isRare?: true;
  readonly check: (subject: ModuleSubject, report: (finding: Finding) => void) => void;
}

/** Checks what would be submitted. */
export interface DeploymentRule {
  readonly scope: 'deployment';
  readonly check: (subject: DeploymentSubject, report: (finding: Finding) => void) => void;
}

/** A root module, parsed and evaluated. */
export interface ModuleSubject {
  readonly evaluation: Evaluation;
  /** Syntax trees of all files, by path relative to the root module. */
  readonly bodies: ReadonlyMap<string, Body>;
}

/** An environment with its bundle and evaluated module. */
export interface DeploymentSubject {
  readonly environment: ResolvedEnvironment;
  readonly bundle: Bundle;
  readonly module: ModuleSubject;
}

/** What a rule reports; the runner adds code, severity and range. */
export interface Finding {
  readonly message: string;
  readonly at:
    | {
        readonly kind: 'pointer' /** Into the document (blueprint) or the resolved `spec` (deployment). */;
        readonly pointer: string;
        readonly on?: 'key' | 'value';
      }
    | { readonly kind: 'range' /** Module file. */; readonly file: string; readonly range: Range }
    | {
        readonly kind: 'attribute';
        readonly address: string /** Attribute path: names and indexes. */;
        readonly path: readonly (string | number)[];
      };
  readonly hint?: string;
  readonly related?: readonly RelatedLocation[];
  readonly args?: Readonly<Record<string, string>>;
}

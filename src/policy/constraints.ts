import type { Evaluation, ResourceInstance } from '../terraform/evaluation.ts';
import type { EffectiveDecision, Hierarchy, TraceStep, VerdictKind } from './model.ts';

/** A predefined or managed constraint: what is known of it, and how it is decided on planned resources. */
export interface Constraint {
  /** Without `constraints/`. */
  readonly name: string;
  readonly kind: 'list' | 'boolean' | 'managed';
  /** What holds where no policy is set: all values are allowed, nothing is enforced; or the reverse. */
  readonly allowsByDefault: boolean;
  readonly supportsUnder?: true;
  readonly supportsIn?: true;
  /** Dry runs are possible. */
  readonly supportsDryRun?: true;
  /** The managed constraint that replaces it, or the legacy one it replaces. */
  readonly twin?: string;
  /** How sure it is that Google enforces it as the checker does. */
  readonly certainty: 'documented' | 'seen' | 'likely';
  /** Page that documents it. */
  readonly source: string;
  /** One line: what it tests, on which attributes. */
  readonly summary: string;
  /** Absent: nothing in a Terraform module decides it, and verdicts are `UNDECIDED` with `undecidable` as the reason. */
  readonly checker?: ConstraintChecker;
  readonly undecidable?: string;
  /** What the checker does not see, in a sentence; absent: nothing is known to escape it. */
  readonly limits?: string;
}

/** Decides a constraint on the resources of some types. */
export interface ConstraintChecker {
  /** Resource types it looks at; `*` is every type. */
  readonly types: readonly string[];
  /** Planned actions at which Google enforces it. */
  readonly actions: readonly ('create' | 'update')[];
  /** By type, the attributes it reads: for documentation, and to hold them against the provider's schema. Absent: it tells none. */
  readonly attributes?: ReadonlyMap<string, readonly string[]>;
  /** Findings for one instance; none means the constraint does not apply to it. */
  check(subject: ConstraintSubject): readonly ConstraintFinding[];
}

/** What a checker looks at. */
export interface ConstraintSubject {
  readonly resource: ResourceInstance;
  /** For references to other resources of the plan. */
  readonly evaluation: Evaluation;
  readonly decision: EffectiveDecision;
  readonly hierarchy: Hierarchy;
  /** Project the resource is made in: `projects/id`; undefined when it is not known. */
  readonly project: string | undefined;
  /** What holds at another node: for constraints that are enforced on the project of something the resource uses. */
  readonly decisionAt: (node: string) => EffectiveDecision;
}

/** What a checker found about one value of an instance. */
export interface ConstraintFinding {
  readonly verdict: VerdictKind;
  readonly reason: string;
  readonly remedy?: string;
  readonly path?: readonly (string | number)[];
  readonly trace?: readonly TraceStep[];
  /** Set where the checker is less sure of this finding than of the constraint: a violation is then a warning. */
  readonly certainty?: 'likely';
}

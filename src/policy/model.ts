import type { Location } from '../diagnostics/range.ts';
import type { JsonValue } from '../load/document.ts';

/**
 * Organization policies, normalised from whatever dialect they were written in to the second version of the API.
 * Every part knows the file and range it was written at.
 *
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/reference/rest/v2/organizations.policies
 */
export interface PolicySet {
  readonly policies: readonly Policy[];
  readonly customConstraints: readonly CustomConstraint[];
  readonly hierarchy: Hierarchy;
}

/** A policy for one constraint on one node of the hierarchy. */
export interface Policy {
  /** Without `constraints/`: `gcp.resourceLocations`, `custom.bucketsInEurope`. */
  readonly constraint: string;
  /** `organizations/1`, `folders/2`, `projects/id` (the id when it is known, else the number). */
  readonly node: string;
  /** What is enforced; absent when the policy only has a dry run. */
  readonly spec?: PolicySpec;
  readonly dryRunSpec?: PolicySpec;
  readonly location: Location;
}

/** `spec` or `dryRunSpec`. */
export interface PolicySpec {
  readonly rules: readonly PolicyRule[];
  readonly inheritFromParent: boolean;
  readonly reset: boolean;
  readonly location: Location;
}

/** One rule: exactly one of its kinds. */
export interface PolicyRule {
  readonly kind: RuleKind;
  /** Absent: unconditional. */
  readonly condition?: TagCondition;
  /** Of managed constraints. */
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  readonly location: Location;
}

/** What a rule says: a switch, everything or nothing, or values by name. */
export type RuleKind =
  | { readonly kind: 'enforce'; readonly enforce: boolean }
  | { readonly kind: 'allowAll' | 'denyAll' }
  | { readonly kind: 'values'; readonly allowed: readonly PolicyValue[]; readonly denied: readonly PolicyValue[] };

/** A value of a list rule, with its prefix taken apart. */
export interface PolicyValue {
  readonly form: 'is' | 'in' | 'under';
  readonly value: string;
  readonly location: Location;
}

/** A condition on tags, as text and ready to decide. */
export interface TagCondition {
  readonly expression: string;
  readonly location: Location;
  /** Undefined: it asks for what the hierarchy does not tell. */
  readonly holds: (tags: EffectiveTags) => boolean | undefined;
}

/** Tags of a node after inheritance: value by key, both namespaced (`123/env` → `prod`), and the same by ids. */
export interface EffectiveTags {
  readonly byName: ReadonlyMap<string, string>;
  readonly byId: ReadonlyMap<string, string>;
  /** Set when a node above is not known, so that a key that is not listed may be bound all the same. */
  readonly isPartial?: true;
  /** Set when a node has more tags of the one notation than of the other: what the rest are called in that is not known. */
  readonly hasUnnamed?: true;
  readonly hasUnnumbered?: true;
}

/** A custom constraint. */
export interface CustomConstraint {
  /** `custom.bucketsInEurope`. */
  readonly name: string;
  /** `organizations/1`. */
  readonly organization: string;
  readonly resourceTypes: readonly string[];
  readonly methodTypes: readonly string[];
  readonly condition: string;
  readonly actionType: 'ALLOW' | 'DENY';
  readonly displayName?: string;
  readonly description?: string;
  readonly location: Location;
  /** Of the text of `condition`. */
  readonly conditionLocation: Location;
  /** Of the values of the other fields, by name; absent for a field that is not written. */
  readonly fieldLocations?: Readonly<Record<string, Location>>;
}

/** Organization, folders and projects, with what policies ask about them. */
export interface Hierarchy {
  /** By name: `organizations/1`, `folders/2`, `projects/id`. */
  readonly nodes: ReadonlyMap<string, HierarchyNode>;
  /** Name of a project by its number. */
  readonly projectOfNumber: ReadonlyMap<string, string>;
  /** Domains by customer id (`C0abc`): whose accounts belong to an organization. */
  readonly domains: ReadonlyMap<string, readonly string[]>;
  /** The user's own members of value groups, by name without `in:`; they replace what is shipped. Absent: none. */
  readonly valueGroups?: ReadonlyMap<string, readonly string[]>;
}

/** A node of the hierarchy. */
export interface HierarchyNode {
  readonly name: string;
  readonly parent?: string;
  /** Project number, or the customer id of an organization. */
  readonly number?: string;
  readonly customerId?: string;
  /** Name as shown to people; absent when it is not told. */
  readonly displayName?: string;
  /** Tags bound to the node itself. */
  readonly tags: EffectiveTags;
}

/** What holds for a constraint at a node, after folding the hierarchy. */
export interface EffectivePolicy {
  readonly constraint: string;
  readonly node: string;
  readonly decision: EffectiveDecision;
  /** Policies and rules that took part, nearest node first; empty when the default of the constraint holds. */
  readonly decidedBy: readonly { readonly node: string; readonly location: Location }[];
}

export type EffectiveDecision =
  | { readonly kind: 'boolean'; readonly enforced: boolean; readonly parameters: Readonly<Record<string, JsonValue>> }
  | {
      readonly kind: 'list';
      readonly allowAll: boolean;
      readonly denyAll: boolean;
      readonly allowed: readonly PolicyValue[];
      readonly denied: readonly PolicyValue[];
    }
  /** Nothing is set, and the constraint's own default holds. */
  | { readonly kind: 'default'; readonly allows: boolean }
  /** A condition or a missing part of the hierarchy leaves it open. */
  | { readonly kind: 'undecided'; readonly reason: string };

export type Mode = 'live' | 'dryRun';

export type VerdictKind = 'VIOLATION' | 'PASS' | 'UNDECIDED' | 'NOT_APPLICABLE';

/** What one constraint says of one resource in one mode. */
export interface Verdict {
  readonly constraint: string;
  readonly mode: Mode;
  /** Address of the resource instance; absent for a constraint that no resource of the module is subject to. */
  readonly address?: string;
  readonly resourceType?: string;
  readonly verdict: VerdictKind;
  /** In words, without secrets. */
  readonly reason: string;
  /** What would satisfy the constraint; absent when nothing is to be done. */
  readonly remedy?: string;
  /** The rule of the policy, as written. */
  readonly decidedBy?: Location;
  /** Sub-expressions or attributes that were looked at, with their values in words. */
  readonly trace: readonly TraceStep[];
  /** Path of the attribute that decided, from the resource. */
  readonly path?: readonly (string | number)[];
  /** Whether the checker is sure of how Google enforces it; `likely` violations are warnings. */
  readonly certainty: 'documented' | 'seen' | 'likely';
}

/** One step of how a verdict came about. */
export interface TraceStep {
  readonly text: string;
  readonly value: string;
}

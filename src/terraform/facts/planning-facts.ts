/**
 * How the provider's code plans a resource where its schema does not tell: part of the facts that ship, put there by
 * `scripts/provider-facts.ts` from `scripts/planning-rules/`. Paths are names joined by dots, without indexes.
 */
export interface PlanningFacts {
  /** Attributes whose planned value is not simply what is written, by path. */
  readonly values?: Readonly<Record<string, ValueEffect>>;
  /** Lists of nested blocks that are planned as empty in some cases, by path. */
  readonly emptyBlocks?: Readonly<Record<string, EmptyWhen>>;
  /** Attributes of which a rule, not `forceNew`, decides whether a change replaces the resource, by path. */
  readonly replaced?: Readonly<Record<string, ReplacedWhen>>;
  /** What some members decide about others. */
  readonly consequences?: readonly Consequence[];
  /** Computed attributes that do not keep their value when the resource is updated. */
  readonly refreshed?: readonly RefreshedAttributes[];
  /** `project` stays unknown although the provider has one. */
  readonly isProjectUnknown?: true;
  /** Taken from the provider's configuration when not set; other types leave them unknown. */
  readonly fromProvider?: readonly ('region' | 'zone')[];
  /** `deletion_policy` when it is not set and not `DELETE`; null: it stays unknown. */
  readonly deletionPolicy?: string | null;
  /** Labels do not get the attribution label. */
  readonly isUnattributed?: true;
}

/** What becomes of a written value. */
export type ValueEffect =
  /** Not sent: planned as if it were not set and had no default. Values are compared as text. */
  | { readonly kind: 'suppress'; readonly values: readonly string[] }
  | { readonly kind: 'suppress-ending'; readonly ending: string }
  | { readonly kind: 'suppress-blank' }
  | { readonly kind: 'suppress-unless-ipv6' }
  | { readonly kind: 'suppress-unless-json' }
  /** Also when it is not set. */
  | { readonly kind: 'always-null' }
  | { readonly kind: 'upper-case' }
  | { readonly kind: 'strip-prefix'; readonly prefix: string }
  | { readonly kind: 'empty-string'; readonly values: readonly string[] }
  /** An empty list is planned as this list. */
  | { readonly kind: 'empty-list-as'; readonly value: readonly string[] };

/** When a block list is planned as `[]`. */
export type EmptyWhen =
  /** No block is written, although the provider fills in blocks of this name elsewhere. */
  | { readonly kind: 'not-written' }
  /** One of the blocks has this number in the attribute; `orUnknown`: or one that is not known. */
  | { readonly kind: 'number-is'; readonly attribute: string; readonly value: number; readonly orUnknown: boolean }
  /** All blocks are written without contents. */
  | { readonly kind: 'without-contents' }
  /** An attribute of the resource is known and has another value than this, regardless of case. */
  | { readonly kind: 'attribute-is-not'; readonly attribute: string; readonly value: string };

/** What a change must be like to replace the resource. */
export type ReplacedWhen =
  /** The number gets smaller. */
  | 'shrinks'
  /** The new address range does not contain the old one. */
  | 'range-not-widened'
  | 'true-to-false'
  /** A version such as `REDIS_7_0` gets lower. */
  | 'version-lower'
  /** Something else than appending to the list. */
  | 'list-not-extended';

/** What some member decides about attributes of the same resource, where those are not written. */
export interface Consequence {
  readonly when:
    | { readonly kind: 'is-true'; readonly attribute: string }
    /** Neither the attribute nor a block of this name is written. */
    | { readonly kind: 'not-written'; readonly name: string };
  readonly set: Readonly<Record<string, string | boolean>>;
}

/** Computed attributes that an update changes. */
export interface RefreshedAttributes {
  readonly attributes: readonly string[];
  /** Only when one of these changes; absent: at every update. */
  readonly when?: readonly string[];
}

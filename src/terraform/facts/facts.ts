import type { PlanningFacts } from './planning-facts.ts';

/** What is known of providers, one type at a time. A port: `provider-facts.ts` reads the files that ship with imprint. */
export interface ProviderFacts {
  /** The provider by its source address without host, such as `hashicorp/google`; undefined when there are no facts about it. */
  provider(source: string): FactsOfProvider | undefined;
}

/** Facts of one version of one provider. */
export interface FactsOfProvider {
  /** `hashicorp/google` */
  readonly source: string;
  /** `7.45.0` */
  readonly version: string;
  /** Facts of a type; for mode `provider` of the provider's own configuration, named as the provider. Equal questions give the same object. */
  type(mode: FactsMode, name: string): TypeFacts | undefined;
  /** Names of all types of a mode, sorted: for suggestions. */
  names(mode: FactsMode): readonly string[];
}

export type FactsMode = 'managed' | 'data' | 'ephemeral' | 'provider';

/** A resource type, a data source, or a provider's own configuration. */
export interface TypeFacts extends BlockFacts {
  readonly type: string;
  readonly mode: FactsMode;
  readonly schemaVersion?: number;
  readonly deprecated?: boolean;
  /** The provider's own code takes part in planning (`CustomizeDiff`): only then project, region, zone and labels are filled in. */
  readonly customDiff?: boolean;
  /** Written with the plug-in framework: facts about replacement, defaults and checks are not known. */
  readonly framework?: boolean;
  readonly updatable?: boolean;
  readonly importable?: boolean;
  readonly timeoutMinutes?: { readonly create?: number; readonly update?: number; readonly delete?: number };
  /** The REST resource behind it. */
  readonly api?: { readonly service: string; readonly version: string; readonly kind: string };
  /** What the provider's sources say of attributes that are checked, by path (names joined by dots), where it says more than the facts. */
  readonly documented?: Readonly<Record<string, DocumentedChecks>>;
  /** How the provider's code plans it where the schema does not tell. */
  readonly planning?: PlanningFacts;
  /** Combinations of members that the provider refuses when it plans. */
  readonly refused?: readonly RefusedCombination[];
}

/** Members that the provider does not take together: refused where all conditions hold. */
export interface RefusedCombination {
  readonly when: readonly MemberCondition[];
  /** What is wrong. */
  readonly message: string;
  readonly onlyOnCreate?: true;
}

/** What is asked of the member at a path (names joined by dots, through the first block of lists). An unknown one never meets it. */
export type MemberCondition =
  | {
      readonly path: string;
      /** `text`: one that is not empty; `items`: a list or set that is not empty; `block`: at least one block; `unset`: null. */
      readonly is: 'true' | 'false' | 'text' | 'items' | 'block' | 'unset';
    }
  /** A text that is none of these and not empty; `orUnset`: or no text. */
  | { readonly path: string; readonly isNot: readonly string[]; readonly orUnset?: true };

/** Attributes and nested blocks. Absent means none. */
export interface BlockFacts {
  readonly attributes?: Readonly<Record<string, AttributeFacts>>;
  readonly blocks?: Readonly<Record<string, NestedBlockFacts>>;
}

/** A nested block. */
export interface NestedBlockFacts extends BlockFacts, Relations {
  readonly nesting: 'list' | 'set' | 'single' | 'map';
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The provider fills it in when it is not written. */
  readonly computed?: boolean;
  readonly forceNew?: boolean;
  readonly deprecated?: boolean;
  readonly diffSuppressed?: boolean;
  readonly api?: string | null;
}

/** A type as `terraform providers schema -json` writes it: `"string"`, `["list","string"]`, `["object",{…}]`. */
export type TypeText = string | readonly [string, TypeText | Readonly<Record<string, TypeText>> | readonly TypeText[]];

/** An attribute. */
export interface AttributeFacts extends Relations, ValueChecks {
  readonly type: TypeText | NestedAttributeFacts;
  /** `optional-computed`: the provider fills it in when it is not set. */
  readonly mode: 'required' | 'optional' | 'computed' | 'optional-computed';
  readonly sensitive?: boolean;
  /** Never kept in the state: always planned as null. */
  readonly writeOnly?: boolean;
  readonly deprecated?: boolean;
  /** A change replaces the resource. */
  readonly forceNew?: boolean;
  /** What the attribute is planned as when it is not set. */
  readonly default?: string | number | boolean;
  readonly hasDefaultFunction?: boolean;
  /** Some differences from the state are ignored. */
  readonly diffSuppressed?: boolean;
  /** The state holds a normalised form of what is written. */
  readonly normalized?: boolean;
  /** For the elements of a list, set or map. */
  readonly items?: ValueChecks;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Path in the REST resource where it is not the camelCase of its own; null: known to the provider only. */
  readonly api?: string | null;
}

/** An attribute whose type has attributes of its own. */
export interface NestedAttributeFacts {
  readonly nesting: 'list' | 'set' | 'single' | 'map';
  readonly attributes: Readonly<Record<string, AttributeFacts>>;
}

/** Rules between attributes: paths from the resource's root, names only (`a.b` for `a[0].b`). */
export interface Relations {
  readonly conflictsWith?: readonly string[];
  readonly exactlyOneOf?: readonly string[];
  readonly atLeastOneOf?: readonly string[];
  readonly requiredWith?: readonly string[];
}

/** Checks of one value. */
export interface ValueChecks {
  /** A number that must be whole. */
  readonly integer?: boolean;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** In the syntax of RE2, matched anywhere in the text. */
  readonly pattern?: string;
  readonly format?: ValueFormat;
  /** Checked by the provider in a way the facts do not tell. */
  readonly checked?: boolean;
}

/** Formats that providers check. */
export type ValueFormat =
  | 'json'
  | 'iam-member'
  | 'iam-policy'
  | 'go-duration'
  | 'rfc3339'
  | 'base64'
  | 'ip-address'
  | 'cidr';

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

/** What the provider's sources say of an attribute's value. */
export interface DocumentedChecks {
  /** Of the value itself, or of a map's keys. */
  readonly value?: ValueRule;
  /** Of the elements of a list, set or map. */
  readonly items?: ValueRule;
}

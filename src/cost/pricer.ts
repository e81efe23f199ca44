import type { Evaluation, ResourceInstance } from '../terraform/evaluation.ts';
import type { Exact } from './exact.ts';
import type { UsageUse } from './model.ts';
import type { Usage } from './usage.ts';
import type { UsageKey } from './usage-keys.ts';

/** What is priced: one resource, or what an environment pays for as a whole. */
export interface Subject {
  /** Absent for the environment as a whole. */
  readonly resource?: ResourceInstance;
  /** The resources that make the environment pay; the one resource otherwise. */
  readonly resources: readonly ResourceInstance[];
  readonly usage: Usage;
  /** Provider configurations of the root module: where resources are that do not say it. */
  readonly providers: Evaluation['providers'];
}

/** What is found out about a subject, with the assumptions it rests on; or why it is not known; or that there is no price for it. */
export type Found<T> =
  | { readonly kind: 'known'; readonly value: T; readonly assumptions: readonly UsageUse[] }
  | { readonly kind: 'open'; readonly reason: string; readonly usage?: UsageKey }
  | { readonly kind: 'unpriced'; readonly reason: string };

/** Units a month. */
export interface Quantity {
  /** For the documentation: `processed GiB a month`. */
  readonly words: string;
  readonly keys: readonly UsageKey[];
  of(subject: Subject): Found<Exact>;
}

/** Which price holds. */
export interface PriceChoice {
  /** Ids it chooses among, for the documentation. */
  readonly ids: readonly string[];
  /** Assumptions it reads. */
  readonly keys: readonly UsageKey[];
  of(subject: Subject): Found<string>;
}

/** Something about a subject that is true or not. */
export type Condition = (subject: Subject) => Found<boolean>;

/** Where a subject is, in lower case; undefined where it does not say. */
export type RegionOf = (subject: Subject) => Found<string | undefined>;

/** One thing that is paid for. */
export interface ChargeRule {
  /** What: `Change data processed`. */
  readonly name: string;
  readonly price: PriceChoice;
  /** Absent: the price is the same everywhere. */
  readonly region?: RegionOf;
  readonly quantity: Quantity;
  /** Absent: always. */
  readonly when?: Condition;
  /** A price to compare with. */
  readonly alternative?: { readonly name: string; readonly price: PriceChoice };
  /** A sentence without its stop. */
  readonly note?: string;
}

/** What resources of some types cost. */
export type ResourcePricer = {
  readonly service: string;
  /** Resource types; a name may begin or end with `*`. */
  readonly types: readonly string[];
} & (
  | { readonly kind: 'charges'; readonly charges: readonly ChargeRule[] }
  | { readonly kind: 'free'; readonly reason: string; readonly source: string }
  | { readonly kind: 'not priced'; readonly reason: string }
);

/** What an environment pays for as a whole, if it has a resource of one of the types. */
export interface EnvironmentPricer {
  readonly service: string;
  readonly types: readonly string[];
  readonly charges: readonly ChargeRule[];
}

/** Something known. */
export function known<T>(value: T, assumptions: readonly UsageUse[] = []): Found<T> {
  return { kind: 'known', value, assumptions };
}

/** Something not known, for a reason: a clause such as `depends on …`. */
export function open<T>(reason: string, usage?: UsageKey): Found<T> {
  return { kind: 'open', reason, ...(usage && { usage }) };
}

/** Something no price is known of. */
export function unpriced<T>(reason: string): Found<T> {
  return { kind: 'unpriced', reason };
}

/** Goes on with what is known, keeping the assumptions. */
export function andThen<A, B>(found: Found<A>, next: (value: A) => Found<B>): Found<B> {
  if (found.kind !== 'known') return found;
  const result = next(found.value);
  return result.kind === 'known' ? { ...result, assumptions: [...found.assumptions, ...result.assumptions] } : result;
}

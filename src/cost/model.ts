import type { Exact } from './exact.ts';
import type { Costs } from './money.ts';
import type { FoundPrice } from './price-book.ts';
import type { UsageKey } from './usage-keys.ts';

/** An assumption that an amount rests on. */
export interface UsageUse {
  readonly key: UsageKey;
  /** As it was given: a decimal number, or one of the choices. */
  readonly value: string;
  /** Where it comes from: a pointer into the resolved `spec` of an environment; absent for a default of the table of assumptions. */
  readonly pointer?: string;
}

/** What one thing about a resource costs. */
export interface CostComponent {
  readonly service: string;
  /** Resource; absent for what is paid for the environment as a whole. */
  readonly address?: string;
  /** What is paid for: `Change data processed`. */
  readonly name: string;
  /** Which of several prices it is, in words; absent where there is only one. */
  readonly variant?: string;
  /** Units a month. */
  readonly quantity: Exact;
  readonly price: FoundPrice;
  readonly costs: Costs;
  readonly assumptions: readonly UsageUse[];
  /** What it would cost at another price that people compare with, such as on demand; absent where there is none. */
  readonly alternative?: { readonly name: string; readonly costs: Costs };
  /** What else there is to know, in a sentence without its stop. */
  readonly note?: string;
}

/** Something that costs, but how much is open. It is in no sum. */
export interface OpenCost {
  readonly service: string;
  /** Absent for what is paid for the environment as a whole. */
  readonly address?: string;
  readonly name: string;
  /** Why, as a clause: `depends on …`. */
  readonly reason: string;
  /** The assumption that would settle it; absent where none would. */
  readonly usage?: UsageKey;
  /** What a unit costs; absent where that is open too. */
  readonly price?: FoundPrice;
}

/** A resource that costs nothing itself, and why. */
export interface FreeResource {
  readonly address: string;
  readonly type: string;
  readonly reason: string;
}

/** What one environment or module costs. */
export interface Estimate {
  /** Full name of the environment, or the module's folder. */
  readonly name: string;
  /** Sorted by service, address and name. */
  readonly components: readonly CostComponent[];
  /** What depends on something that is not known: values known after apply, or assumptions nobody made. Sorted as components. */
  readonly unknown: readonly OpenCost[];
  /** What no price is known of. Sorted as components. */
  readonly notPriced: readonly OpenCost[];
  /** Sorted by address. */
  readonly free: readonly FreeResource[];
  /** Whether free allowances were counted. */
  readonly countsAllowances: boolean;
  /** Sum of the components. */
  readonly total: Costs;
  /** The part of it that rests on unverified prices. */
  readonly unverified: Costs;
  /** Sums of the components of each service, sorted by name. */
  readonly byService: ReadonlyMap<string, Costs>;
}

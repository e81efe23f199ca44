/** A `kind: PriceBook` document, as `schemas/price-book.schema.json` describes it. Amounts and quantities are decimal texts. */
export interface PriceBookDocument {
  readonly apiVersion: 'imprint/v1';
  readonly kind: 'PriceBook';
  readonly metadata: { readonly name: string; readonly description?: string };
  readonly spec: {
    readonly currency: 'USD';
    /** `YYYY-MM` or `YYYY-MM-DD`. */
    readonly date: string;
    readonly prices: readonly WrittenPrice[];
  };
}

/** One price, as it is written. */
export interface WrittenPrice {
  readonly id: string;
  /** As estimates group it; that of the list price when absent. */
  readonly service?: string;
  /** That of the list price when absent. */
  readonly title?: string;
  readonly unit: string;
  /** Units that an amount is for; one when absent. */
  readonly per?: string;
  /** `agreed` when absent. */
  readonly confidence?: 'documented' | 'unverified' | 'agreed';
  readonly source?: string;
  readonly note?: string;
  /** None: the price is not known. */
  readonly rates: readonly WrittenRate[];
}

/** What a price is in some regions: an amount, or tiers. */
export interface WrittenRate {
  /** Regions, beginnings with `*`, or `*`. */
  readonly regions: readonly string[];
  readonly amount?: string;
  readonly tiers?: readonly { readonly upTo?: string; readonly amount: string }[];
}

import type { PriceBookDocument, WrittenPrice, WrittenRate } from '../load/price-book.ts';
import { add, compareExact, divide, type Exact, multiply, parseExact, subtract, zero } from './exact.ts';

/** One step of a price: what a unit costs up to a monthly quantity. */
export interface Tier {
  /** Units a month; absent: without end. */
  readonly upTo?: Exact;
  /** Dollars for one unit. */
  readonly unitPrice: Exact;
  /** As it is written, for `per` units. */
  readonly amount: string;
}

/** A price that holds somewhere. */
export interface FoundPrice {
  readonly id: string;
  readonly service: string;
  readonly title: string;
  readonly unit: string;
  /** Units that amounts are written for; absent means one. */
  readonly per?: string;
  readonly confidence: NonNullable<WrittenPrice['confidence']>;
  readonly source?: string;
  readonly note?: string;
  /** Ascending; the last has no end. */
  readonly tiers: readonly Tier[];
  /** The regions the rate is for, as the book lists them: quantities of one rate are added up before tiers are counted. */
  readonly regions: readonly string[];
  /** Name and date of the book it stands in. */
  readonly book: string;
  readonly date: string;
}

/** The words of a price whatever the region. */
export type PriceWords = Pick<FoundPrice, 'id' | 'service' | 'title' | 'unit'>;

/** Prices of one or more documents. */
export interface PriceBook {
  /** What an id means; undefined where no document has it. */
  words(id: string): PriceWords | undefined;
  /** The price in a region (lower case; undefined: it is not known), by the first document that has one for it. */
  find(id: string, region: string | undefined): FoundPrice | undefined;
}

/** Prices of documents, an earlier one before later ones; documents have been checked (`checkPriceBook`). */
export function openPriceBook(documents: readonly PriceBookDocument[]): PriceBook {
  const books = documents.map((document) => ({
    document,
    prices: new Map(document.spec.prices.map((price) => [price.id, price])),
  }));
  const wordsOf = (id: string): PriceWords | undefined => {
    const written = books.flatMap(({ prices }) => prices.get(id) ?? []);
    const [first] = written;
    if (first === undefined) return undefined;
    const service = written.find((one) => one.service !== undefined)?.service ?? 'Other';
    return { id, service, title: written.find(({ title }) => title !== undefined)?.title ?? id, unit: first.unit };
  };
  return {
    words: wordsOf,
    find: (id, region) => {
      const words = wordsOf(id);
      if (words === undefined) return undefined;
      for (const { document, prices } of books) {
        const price = prices.get(id);
        const rate = price && rateOf(price.rates, region);
        if (price !== undefined && rate !== undefined) return { ...words, ...found(price, rate, document) };
      }
      return undefined;
    },
  };
}

function found(
  { per, confidence = 'agreed', source, note }: WrittenPrice,
  rate: WrittenRate,
  { metadata, spec }: PriceBookDocument,
): Omit<FoundPrice, keyof PriceWords> {
  return {
    ...(per !== undefined && { per }),
    confidence,
    ...(source !== undefined && { source }),
    ...(note !== undefined && { note }),
    tiers: tiersOf(rate, per),
    regions: rate.regions,
    book: metadata.name,
    date: spec.date,
  };
}

function tiersOf({ amount = '0', tiers = [{ amount }] }: WrittenRate, per = '1'): readonly Tier[] {
  return tiers.map((tier) => ({
    amount: tier.amount,
    unitPrice: divide(written(tier.amount), written(per)),
    ...('upTo' in tier && tier.upTo !== undefined && { upTo: written(tier.upTo) }),
  }));
}

/** The schema of price books lets nothing but decimal numbers through. */
function written(text: string): Exact {
  return parseExact(text) ?? zero;
}

/** The rate that names the region most exactly. */
function rateOf(rates: readonly WrittenRate[], region: string | undefined): WrittenRate | undefined {
  const ranked = rates.flatMap((rate) =>
    rate.regions.flatMap((pattern) => {
      const rank = rankOf(pattern, region);
      return rank === undefined ? [] : [{ rate, rank }];
    }),
  );
  return ranked.toSorted((a, b) => b.rank - a.rank)[0]?.rate;
}

function rankOf(pattern: string, region: string | undefined): number | undefined {
  if (pattern === '*') return 0;
  if (region === undefined) return undefined;
  if (pattern === region) return Number.POSITIVE_INFINITY;
  return pattern.endsWith('*') && region.startsWith(pattern.slice(0, -1)) ? pattern.length : undefined;
}

/** What a monthly quantity costs in dollars, each tier at its price. Without allowances, tiers that cost nothing cost what the next one does. */
export function costOfQuantity(quantity: Exact, tiers: readonly Tier[], withAllowances: boolean): Exact {
  let cost = zero;
  let from = zero;
  for (const [index, { upTo }] of tiers.entries()) {
    const to = upTo === undefined || compareExact(quantity, upTo) < 0 ? quantity : upTo;
    const price = priceOfTier(tiers, index, withAllowances);
    if (compareExact(to, from) > 0) cost = add(cost, multiply(subtract(to, from), price));
    from = upTo ?? from;
  }
  return cost;
}

function priceOfTier(tiers: readonly Tier[], index: number, withAllowances: boolean): Exact {
  const own = tiers[index]?.unitPrice ?? zero;
  if (withAllowances || own.top !== 0n) return own;
  return tiers.slice(index).find(({ unitPrice }) => unitPrice.top !== 0n)?.unitPrice ?? own;
}

import { compareText } from '../diagnostics/order.ts';
import type { CostComponent, OpenCost, UsageUse } from './model.ts';
import type { FoundPrice, PriceBook } from './price-book.ts';
import type { ChargeRule, Found, Subject } from './pricer.ts';

/** A component whose costs are not yet known: tiers are counted on the sum of all that have the same price. */
export type PendingComponent = Omit<CostComponent, 'costs' | 'alternative'> & {
  /** The price to compare with, where it is another one. */
  readonly alternativePrice?: FoundPrice;
};

/** What has become of a charge. */
export type PricedCharge =
  | { readonly kind: 'component'; readonly component: PendingComponent }
  | { readonly kind: 'unknown' | 'not priced'; readonly cost: OpenCost };

type Place = Pick<OpenCost, 'service' | 'address' | 'name'>;

/** Looks at one thing a subject may be charged for; undefined where it is not, or for a quantity of zero. */
export function priceCharge(
  charge: ChargeRule,
  service: string,
  subject: Subject,
  book: PriceBook,
): PricedCharge | undefined {
  const address = subject.resource?.address;
  const place = { service, name: charge.name, ...(address !== undefined && { address }) };
  const isDue: Found<boolean> = charge.when?.(subject) ?? known(true);
  if (isDue.kind !== 'known') return openCharge(isDue, place);
  const quantity = charge.quantity.of(subject);
  const isNothing = quantity.kind === 'known' && quantity.value.top === 0n;
  if (!isDue.value || isNothing) return undefined;
  const chosen = charge.price.of(subject);
  if (chosen.kind !== 'known') return openCharge(chosen, place);
  const region: Found<string | undefined> = charge.region?.(subject) ?? known(undefined);
  if (region.kind !== 'known') return openCharge(region, place);
  const price = book.find(chosen.value, region.value);
  if (price === undefined)
    return { kind: 'not priced', cost: { ...place, reason: missingPrice(chosen.value, region.value, book) } };
  if (quantity.kind !== 'known') return openCharge(quantity, place, price);
  const alternativePrice = alternativeTo(price, charge, subject, region.value, book);
  const component: PendingComponent = {
    ...place,
    quantity: quantity.value,
    price,
    ...(charge.price.ids.length > 1 && { variant: price.title }),
    assumptions: uniqueUses([...chosen.assumptions, ...region.assumptions, ...quantity.assumptions]),
    ...(alternativePrice && { alternativePrice }),
    ...(charge.note !== undefined && { note: charge.note }),
  };
  return { kind: 'component', component };
}

function known<T>(value: T): Found<T> {
  return { kind: 'known', value, assumptions: [] };
}

function openCharge(found: Exclude<Found<unknown>, { kind: 'known' }>, place: Place, price?: FoundPrice): PricedCharge {
  if (found.kind === 'unpriced') return { kind: 'not priced', cost: { ...place, reason: found.reason } };
  const { reason, usage } = found;
  return { kind: 'unknown', cost: { ...place, reason, ...(usage && { usage }), ...(price && { price }) } };
}

function alternativeTo(
  price: FoundPrice,
  { alternative }: ChargeRule,
  subject: Subject,
  region: string | undefined,
  book: PriceBook,
): FoundPrice | undefined {
  const chosen = alternative?.price.of(subject);
  const other = chosen?.kind === 'known' ? book.find(chosen.value, region) : undefined;
  return other?.id === price.id ? undefined : other;
}

function missingPrice(id: string, region: string | undefined, book: PriceBook): string {
  const where = region === undefined ? '' : ` in ${region}`;
  const title = book.words(id)?.title;
  return title === undefined
    ? `the price book has no price ${id}`
    : `the price book has no price of "${title}"${where}`;
}

function uniqueUses(uses: readonly UsageUse[]): readonly UsageUse[] {
  return [...new Map(uses.map((use) => [use.key, use])).values()].sort((a, b) => compareText(a.key, b.key));
}

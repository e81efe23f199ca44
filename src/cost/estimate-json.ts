import { decimalText } from './exact.ts';
import type { CostComponent, Estimate, OpenCost, UsageUse } from './model.ts';
import { type Costs, exactMoney } from './money.ts';
import type { FoundPrice } from './price-book.ts';

/** Describes the place of an assumption for programs; null where it has none. */
export type DescribePlace = (pointer: string) => object | null;

/** An estimate for programs, as `schemas/cost.schema.json` describes it. Money is decimal text with nine decimals, quantities decimal text. */
export function estimateData(estimate: Estimate, place: DescribePlace): object {
  return {
    name: estimate.name,
    countsAllowances: estimate.countsAllowances,
    total: costsData(estimate.total),
    unverified: costsData(estimate.unverified),
    byService: [...estimate.byService].map(([service, costs]) => ({ service, ...costsData(costs) })),
    components: estimate.components.map((one) => componentData(one, place)),
    unknown: estimate.unknown.map(openData),
    notPriced: estimate.notPriced.map(openData),
    free: estimate.free,
  };
}

function componentData(component: CostComponent, place: DescribePlace): object {
  const { service, address, name, variant, quantity, price, costs, assumptions, alternative, note } = component;
  return {
    service,
    address: address ?? null,
    name,
    variant: variant ?? null,
    quantity: decimalText(quantity, 12),
    price: priceData(price),
    ...costsData(costs),
    assumptions: assumptions.map((use) => useData(use, place)),
    alternative: alternative === undefined ? null : { name: alternative.name, ...costsData(alternative.costs) },
    note: note ?? null,
  };
}

function openData({ service, address, name, reason, usage, price }: OpenCost): object {
  return {
    service,
    address: address ?? null,
    name,
    reason,
    usage: usage ?? null,
    price: price === undefined ? null : priceData(price),
  };
}

function useData({ key, value, pointer }: UsageUse, place: DescribePlace): object {
  return { key, value, location: pointer === undefined ? null : place(pointer) };
}

function priceData({ id, title, unit, per, confidence, source, note, tiers, book, date }: FoundPrice): object {
  return {
    id,
    title,
    unit,
    per: per ?? '1',
    tiers: tiers.map(({ amount, upTo }) => ({ upTo: upTo === undefined ? null : decimalText(upTo, 12), amount })),
    confidence,
    source: source ?? null,
    note: note ?? null,
    book,
    date,
  };
}

/** Costs for programs. */
export function costsData({ hourly, daily, monthly }: Costs): { hourly: string; daily: string; monthly: string } {
  return { hourly: exactMoney(hourly), daily: exactMoney(daily), monthly: exactMoney(monthly) };
}

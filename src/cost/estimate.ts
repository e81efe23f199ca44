import { compareText } from '../diagnostics/order.ts';
import type { Evaluation, ResourceInstance } from '../terraform/evaluation.ts';
import { add, divide, type Exact, multiply, zero } from './exact.ts';
import type { CostComponent, Estimate, FreeResource, OpenCost } from './model.ts';
import { type Costs, costsOf, sumCosts } from './money.ts';
import { costOfQuantity, type FoundPrice, type PriceBook } from './price-book.ts';
import { type PendingComponent, type PricedCharge, priceCharge } from './price-charge.ts';
import { environmentPricers, findPricer, fits, paidTerraformPricer } from './pricer-table.ts';
import { countsAllowances, type Usage } from './usage.ts';

/** What is estimated, and by what. */
export interface EstimateRequest {
  readonly name: string;
  readonly evaluation: Pick<Evaluation, 'resources' | 'providers'>;
  readonly book: PriceBook;
  readonly usage: Usage;
  /** Whether Infrastructure Manager charges for the Terraform version, by resource. */
  readonly hasPaidTerraform: boolean;
}

/** What one resource comes to. */
type PricedResource = PricedCharge | { readonly kind: 'free'; readonly free: FreeResource };

/**
 * What an environment costs a month, by list prices and the assumptions of its `spec.usage`: the managed resources of its module, all of
 * them as if they were there the whole month. What depends on unknown values or on assumptions nobody made is listed and in no sum.
 */
export function estimate(request: EstimateRequest): Estimate {
  const managed = request.evaluation.resources.filter(({ mode }) => mode === 'managed');
  const found = [
    ...managed.flatMap((resource) => priceResource(resource, request)),
    ...priceEnvironment(managed, request),
  ];
  const open = (kind: 'unknown' | 'not priced'): readonly OpenCost[] =>
    found.flatMap((one) => (one.kind === kind ? [one.cost] : [])).sort(compareCosts);
  const pending = found.flatMap((one) => (one.kind === 'component' ? [one.component] : []));
  const withAllowances = countsAllowances(request.usage);
  const components = settle(pending, withAllowances).sort(compareCosts);
  return {
    name: request.name,
    components,
    unknown: open('unknown'),
    notPriced: open('not priced'),
    free: found.flatMap((one) => (one.kind === 'free' ? [one.free] : [])),
    countsAllowances: withAllowances,
    ...sumsOf(components),
  };
}

function sumsOf(components: readonly CostComponent[]): Pick<Estimate, 'total' | 'unverified' | 'byService'> {
  const sum = (some: readonly CostComponent[]): Costs => sumCosts(some.map(({ costs }) => costs));
  const services = [...new Set(components.map(({ service }) => service))].sort(compareText);
  return {
    total: sum(components),
    unverified: sum(components.filter((one) => one.price.confidence === 'unverified')),
    byService: new Map(
      services.map((service): [string, Costs] => [service, sum(components.filter((one) => one.service === service))]),
    ),
  };
}

function compareCosts(a: OpenCost | CostComponent, b: OpenCost | CostComponent): number {
  return (
    compareText(a.service, b.service) || compareText(a.address ?? '', b.address ?? '') || compareText(a.name, b.name)
  );
}

function priceResource(
  resource: ResourceInstance,
  { usage, book, evaluation }: EstimateRequest,
): readonly PricedResource[] {
  const { address, type } = resource;
  const free = (reason: string): PricedResource => ({ kind: 'free', free: { address, type, reason } });
  const pricer = findPricer(type);
  if (pricer?.kind === 'free') return [free(pricer.reason)];
  const place = { service: pricer?.service ?? 'Other', address, name: type };
  if (pricer === undefined)
    return [{ kind: 'not priced', cost: { ...place, reason: 'nothing is known of what it costs' } }];
  if (pricer.kind === 'not priced') return [{ kind: 'not priced', cost: { ...place, reason: pricer.reason } }];
  if (typeof resource.key === 'object') {
    const reason = 'depends on the number of instances, which is known after apply';
    return [{ kind: 'unknown', cost: { ...place, reason } }];
  }
  const subject = { resource, resources: [resource], usage, providers: evaluation.providers };
  const charges = pricer.charges.flatMap((charge) => priceCharge(charge, pricer.service, subject, book) ?? []);
  return charges.length > 0 ? charges : [free('nothing of it is charged as it is configured')];
}

/** What is charged for the environment as a whole. */
function priceEnvironment(
  managed: readonly ResourceInstance[],
  { usage, book, evaluation: { providers }, hasPaidTerraform }: EstimateRequest,
): readonly PricedCharge[] {
  const paid = hasPaidTerraform ? [paidTerraformPricer] : [];
  return [...environmentPricers, ...paid].flatMap(({ service, types, charges }) => {
    const resources = managed.filter(({ type }) => fits(type, types));
    if (resources.length === 0) return [];
    return charges.flatMap((charge) => priceCharge(charge, service, { resources, usage, providers }, book) ?? []);
  });
}

/** Gives components their costs: of the sum of all quantities at one price, tier by tier, each has its share. */
function settle(pending: readonly PendingComponent[], withAllowances: boolean): CostComponent[] {
  const pools = new Map<string, Exact>();
  for (const { price: own, quantity } of pending) pools.set(poolOf(own), add(pools.get(poolOf(own)) ?? zero, quantity));
  return pending.map(({ alternativePrice, ...component }) => {
    const { quantity, price: own } = component;
    const pool = pools.get(poolOf(own)) ?? quantity;
    const ofPool = costOfQuantity(pool, own.tiers, withAllowances);
    const costs = costsOf(multiply(ofPool, divide(quantity, pool)));
    if (alternativePrice === undefined) return { ...component, costs };
    const other = costsOf(costOfQuantity(quantity, alternativePrice.tiers, withAllowances));
    return { ...component, costs, alternative: { name: alternativePrice.title, costs: other } };
  });
}

function poolOf({ id, book, regions }: FoundPrice): string {
  return JSON.stringify([id, book, regions]);
}

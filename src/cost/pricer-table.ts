import type { EnvironmentPricer, ResourcePricer } from './pricer.ts';
import { dataEnvironmentPricers, dataPricers } from './pricers/data.ts';
import { freePricers } from './pricers/free.ts';
import { machinePricers } from './pricers/machines.ts';
import { networkEnvironmentPricers, networkPricers } from './pricers/network.ts';
import { operationsEnvironmentPricers, operationsPricers, paidTerraform } from './pricers/operations.ts';
import { serverlessPricers } from './pricers/serverless.ts';
import { storagePricers } from './pricers/storage.ts';

/** What is known of resource types. The first that fits a type says what it costs. */
export const resourcePricers: readonly ResourcePricer[] = [
  ...freePricers,
  ...machinePricers,
  ...serverlessPricers,
  ...dataPricers,
  ...storagePricers,
  ...operationsPricers,
  ...networkPricers,
];

/** What environments pay for as a whole. */
export const environmentPricers: readonly EnvironmentPricer[] = [
  ...dataEnvironmentPricers,
  ...operationsEnvironmentPricers,
  ...networkEnvironmentPricers,
];

/** What is paid where Infrastructure Manager charges for the Terraform version. */
export const paidTerraformPricer: EnvironmentPricer = paidTerraform;

const pricerOf = new Map<string, ResourcePricer | undefined>();

/** The pricer of a resource type; undefined when nothing is known of it. */
export function findPricer(type: string): ResourcePricer | undefined {
  if (!pricerOf.has(type))
    pricerOf.set(
      type,
      resourcePricers.find(({ types }) => fits(type, types)),
    );
  return pricerOf.get(type);
}

/** Whether a type is one of those listed, in which `*` stands for any text. */
export function fits(type: string, types: readonly string[]): boolean {
  return types.some((pattern) => matches(type, pattern));
}

/** Letters, digits and underscores are all a type holds, so the pattern is no other expression. */
function matches(type: string, pattern: string): boolean {
  return pattern.includes('*') ? new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(type) : type === pattern;
}

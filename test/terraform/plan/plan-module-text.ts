import { fileURLToPath } from 'node:url';
import { evaluateModule } from '../../../src/terraform/evaluate-module.ts';
import type { ProviderFacts } from '../../../src/terraform/facts/facts.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';
import type { PlanInput } from '../../../src/terraform/plan/planned-instance.ts';

/** The facts that ship with imprint. */
export const shippedFacts: ProviderFacts = openProviderFacts([
  fileURLToPath(new URL('../../../schemas/providers', import.meta.url)),
]);

const provider = `provider "google" {
  project = "p-1"
  region  = "us-central1"
  zone    = "us-central1-a"
}
`;

/** What the only resource of a module's text is planned from; the provider has a project, region and zone. */
export function inputOf(text: string): PlanInput {
  const files = new Map([['main.tf', provider + text]]);
  const { evaluation } = evaluateModule({ files, terraformVersion: '1.11.4', facts: shippedFacts }).value;
  const [resource] = evaluation.resources;
  const settings = evaluation.providers.get('google')?.values;
  if (resource?.facts === undefined || settings === undefined) throw new Error('the module has no resource with facts');
  const { address, facts, configuration, providerSource = 'hashicorp/google' } = resource;
  return { address, facts, provider: providerSource, configuration, settings };
}

import { resolve } from 'node:path';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type {
  BlockFacts,
  FactsMode,
  ProviderFacts,
  TypeFacts,
  ValueChecks,
} from '../../../src/terraform/facts/facts.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';
import { evaluateText } from '../evaluate-text.ts';

/** The facts that ship with imprint. */
export const facts: ProviderFacts = openProviderFacts([resolve(import.meta.dirname, '../../../schemas/providers')]);

const modes: readonly FactsMode[] = ['managed', 'data', 'provider'];

/** Every type of the two Google providers. */
export function* shippedTypes(): Generator<TypeFacts> {
  for (const source of ['hashicorp/google', 'hashicorp/google-beta']) {
    const provider = facts.provider(source);
    for (const mode of modes) {
      for (const name of provider?.names(mode) ?? []) {
        const type = provider?.type(mode, name);
        if (type !== undefined) yield type;
      }
    }
  }
}

/** Checks of all attributes in a body and of their elements. */
export function* checksWithin(body: BlockFacts): Generator<ValueChecks> {
  for (const attribute of Object.values(body.attributes ?? {})) {
    yield attribute;
    if (attribute.items !== undefined) yield attribute.items;
  }
  for (const block of Object.values(body.blocks ?? {})) yield* checksWithin(block);
}

const providers = `
provider "google" {
  project = "acme-prod"
  region  = "europe-west3"
  zone    = "europe-west3-a"
}
`;

/** What is found in the text of a module with a provider block: `code at text underlined`. */
export function faultsIn(text: string, mode: 'validate' | 'plan' = 'validate'): readonly string[] {
  return evaluateText(text + providers, { facts, mode, terraformVersion: '1.11.4' }).faults;
}

/** What is found in the text of a module with a provider block. */
export function diagnosticsIn(text: string, mode: 'validate' | 'plan' = 'validate'): readonly Diagnostic[] {
  return evaluateText(text + providers, { facts, mode, terraformVersion: '1.11.4' }).diagnostics;
}

/** The body of a resource as a module. */
export function resource(type: string, body: string): string {
  return `resource "${type}" "a" {\n${body}\n}\n`;
}

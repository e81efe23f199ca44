import type { MessageSchema } from '../../cel/partial/partial-value.ts';
import type { ProviderFacts, TypeFacts } from '../../terraform/facts/facts.ts';
import { allowPolicySchema } from './allow-policy.ts';
import { constrainedType, isPart } from './api-resource.ts';
import { apiType } from './message-schema.ts';

const providers = ['hashicorp/google', 'hashicorp/google-beta'];

/**
 * Finds the messages of a resource type of constraints (`storage.googleapis.com/Bucket`): one for each Terraform type that makes such a
 * resource as a whole. Facts are read of the types only whose name has the last word of the kind.
 */
export function schemaFinder(facts: ProviderFacts): (resourceType: string) => readonly MessageSchema[] {
  const known = new Map<string, readonly MessageSchema[]>();
  return (resourceType) => {
    const found = known.get(resourceType) ?? findSchemas(facts, resourceType);
    known.set(resourceType, found);
    return found;
  };
}

function findSchemas(facts: ProviderFacts, resourceType: string): readonly MessageSchema[] {
  if (resourceType === 'iam.googleapis.com/AllowPolicy') return [allowPolicySchema];
  const word = /[A-Z][a-z0-9]*$/.exec(resourceType)?.[0].toLowerCase();
  if (word === undefined) return [];
  const types = providers.flatMap((source) => typesNamed(facts, source, word));
  return types
    .filter((type) => constrainedType(type) === resourceType && !isPart(type))
    .map((type) => apiType(type).schema);
}

function typesNamed(facts: ProviderFacts, source: string, word: string): readonly TypeFacts[] {
  const provider = facts.provider(source);
  const names = provider?.names('managed').filter((name) => name.includes(word)) ?? [];
  return names.flatMap((name) => provider?.type('managed', name) ?? []);
}

import type { MessageSchema } from '../../cel/partial/partial-value.ts';
import type { ProviderFacts, TypeFacts } from '../../terraform/facts/facts.ts';
import { allowPolicySchema } from './allow-policy.ts';
import { constrainedType, isPart } from './api-resource.ts';
import { apiType } from './message-schema.ts';

const providers = ['hashicorp/google', 'hashicorp/google-beta'];

/**
 * Finds the messages of a resource type of constraints (`storage.googleapis.com/Bucket`): one for each Terraform type that makes such a
 * resource as a whole, those with the shortest names first. Each is found when it is asked for; facts are read of the types only whose
 * name has the last word of the kind.
 */
export function schemaFinder(facts: ProviderFacts): (resourceType: string) => Iterable<MessageSchema> {
  return (resourceType) => findSchemas(facts, resourceType);
}

function* findSchemas(facts: ProviderFacts, resourceType: string): Iterable<MessageSchema> {
  if (resourceType === 'iam.googleapis.com/AllowPolicy') {
    // No Terraform type makes the whole of it.
    yield allowPolicySchema;
    return;
  }
  const word = /[A-Z][a-z0-9]*$/.exec(resourceType)?.[0].toLowerCase();
  if (word === undefined) return;
  for (const source of providers)
    for (const type of typesNamed(facts, source, word))
      if (constrainedType(type) === resourceType && !isPart(type)) yield apiType(type).schema;
}

function* typesNamed(facts: ProviderFacts, source: string, word: string): Iterable<TypeFacts> {
  const provider = facts.provider(source);
  const names = provider?.names('managed').filter((name) => name.includes(word)) ?? [];
  for (const name of [...names].sort((left, right) => left.length - right.length)) {
    const type = provider?.type('managed', name);
    if (type !== undefined) yield type;
  }
}

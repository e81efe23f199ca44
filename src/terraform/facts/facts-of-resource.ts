import type { ModuleConfig, ResourceConfig } from '../config/module-config.ts';
import { impliedSource } from '../config/required-providers.ts';
import type { FactsOfProvider, ProviderFacts, TypeFacts } from './facts.ts';

/** What is known of a resource's type, and by whom. */
export interface FactsOfResource {
  /** Source of the provider, such as `hashicorp/google`. */
  readonly source: string;
  /** Absent when there are no facts about the provider. */
  readonly provider?: FactsOfProvider;
  /** Absent when the provider is not known or has no such type. */
  readonly type?: TypeFacts;
}

/**
 * The facts that apply to a resource: by its provider's local name, which `required_providers` of its module translates to a source.
 * A name that is not listed there stands for the provider of that name by HashiCorp.
 */
export function factsOfResource(
  config: Pick<ResourceConfig, 'mode' | 'type' | 'provider'>,
  moduleConfig: Pick<ModuleConfig, 'requiredProviders'>,
  facts: ProviderFacts,
): FactsOfResource {
  const source = sourceOfProvider(config.provider, moduleConfig);
  const provider = facts.provider(source);
  if (provider === undefined) return { source };
  const type = provider.type(config.mode, config.type);
  return type === undefined ? { source, provider } : { source, provider, type };
}

/** Source of a provider that a module calls `google` or `google.eu`. */
export function sourceOfProvider(
  provider: string,
  { requiredProviders }: Pick<ModuleConfig, 'requiredProviders'>,
): string {
  const [localName = ''] = provider.split('.', 1);
  return requiredProviders.get(localName)?.source ?? impliedSource(localName);
}

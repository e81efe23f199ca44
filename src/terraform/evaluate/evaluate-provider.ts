import type { ObjectValue } from '../../hcl/value.ts';
import { withoutItems } from '../config/blocks.ts';
import type { ProviderConfig } from '../config/module-config.ts';
import { sourceOfProvider } from '../facts/facts-of-resource.ts';
import { checkProviderRules } from '../provider-checks/check-provider-rules.ts';
import { evaluateBody } from './evaluate-body.ts';
import { evaluateConfiguration } from './evaluate-configuration.ts';
import type { ModuleInstance } from './instance.ts';
import { providerArguments } from './meta-arguments.ts';
import { type Run, scopeOf } from './run.ts';

/** Where a resource's provider is configured: the name in the root module, and the block when there is one. */
export interface ProviderOfResource {
  /** Name in the module that configures it, which is the root module unless a child module has a block of its own. */
  readonly name: string;
  /** In the shape of the provider's facts, where there are some; undefined when no block configures it. */
  readonly settings: ObjectValue | undefined;
}

/** The provider a module calls by a name: what its calls pass on, else that of the same name further up. */
export function providerOf(name: string, instance: ModuleInstance, run: Run): ProviderOfResource {
  let current = name;
  let at = instance;
  while (at.parent !== undefined && !at.node.config.providers.has(current)) {
    current = at.node.parent?.call.providers.get(current) ?? current;
    at = at.parent;
  }
  return { name: current, settings: settingsOf(current, at, run) };
}

/** The evaluated configuration of a provider that a module instance declares. */
export function settingsOf(name: string, instance: ModuleInstance, run: Run): ObjectValue | undefined {
  const key = `${instance.address}|${name}`;
  const known = run.settings.get(key);
  if (known !== undefined || run.settings.has(key)) return known;
  const config = instance.node.config.providers.get(name);
  const settings = config === undefined ? undefined : evaluateSettings(config, instance, run);
  run.settings.set(key, settings);
  return settings;
}

function evaluateSettings(config: ProviderConfig, instance: ModuleInstance, run: Run): ObjectValue {
  const { name, alias, file, block } = config;
  const scope = scopeOf(run, instance, file);
  const source = sourceOfProvider(name, instance.node.config);
  const facts = run.facts?.provider(source)?.type('provider', source.slice(source.lastIndexOf('/') + 1));
  if (facts === undefined) return evaluateBody(block.body, scope, { leaveOut: providerArguments });
  const configuration = evaluateConfiguration(block, withoutItems(block.body, providerArguments), facts, scope);
  checkProviderRules({
    address: `provider.${name}${alias === undefined ? '' : `.${alias}`}`,
    facts,
    provider: source,
    configuration,
    place: { file, range: block.headerRange },
    terraformVersion: run.terraformVersion,
    faults: run.faults,
  });
  return configuration;
}

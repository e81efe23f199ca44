import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Body } from '../../hcl/ast.ts';
import { withoutItems } from '../config/blocks.ts';
import type { ModuleConfig, ProviderConfig, ResourceConfig } from '../config/module-config.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';
import type { FactsOfProvider, ProviderFacts } from '../facts/facts.ts';
import { type FactsOfResource, factsOfResource, sourceOfProvider } from '../facts/facts-of-resource.ts';
import { checkStructure } from './check-structure.ts';
import { providerArguments, resourceArguments } from './meta-arguments.ts';

/** The preview provider beside a provider: it has more types and arguments. */
const previews: Readonly<Record<string, string>> = { 'hashicorp/google': 'hashicorp/google-beta' };

/**
 * Holds the types and the names in the bodies of a module's resources and providers against the facts. Faults in the configuration of a
 * provider that no resource uses are warnings: Terraform does not look at it.
 */
export function checkTypes(
  { config }: ModuleNode,
  facts: ProviderFacts,
  usedProviders: ReadonlySet<ProviderConfig>,
  faults: Diagnostic[],
): void {
  const unknown = new Set<string>();
  for (const resource of config.resources.values()) {
    const found = factsOfResource(resource, config, facts);
    if (found.provider === undefined) reportUnknownProvider(resource, found.source, unknown, faults);
    else checkResource(resource, { ...found, provider: found.provider }, facts, faults);
  }
  for (const provider of config.providers.values()) {
    const found: Diagnostic[] = [];
    checkProvider(provider, config, facts, found);
    const isUsed = usedProviders.has(provider);
    faults.push(...found.map((fault) => (isUsed ? fault : { ...fault, severity: 'warning' as const })));
  }
}

function checkResource(
  resource: ResourceConfig,
  { source, provider, type }: FactsOfResource & { readonly provider: FactsOfProvider },
  facts: ProviderFacts,
  faults: Diagnostic[],
): void {
  const preview = () => facts.provider(previews[source] ?? '');
  if (type === undefined) {
    reportUnknownType(resource, provider, preview(), faults);
    return;
  }
  checkStructure({
    header: resource.block,
    body: bodyOf(resource),
    facts: type,
    preview: () => preview()?.type(resource.mode, resource.type),
    file: resource.file,
    faults,
  });
}

function checkProvider(
  { name, file, block }: ProviderConfig,
  config: ModuleConfig,
  facts: ProviderFacts,
  faults: Diagnostic[],
): void {
  const source = sourceOfProvider(name, config);
  const known = facts.provider(source)?.type('provider', source.slice(source.lastIndexOf('/') + 1));
  if (known === undefined) return;
  checkStructure({ header: block, body: withoutItems(block.body, providerArguments), facts: known, file, faults });
}

/** What of a resource's body is the provider's. */
export function bodyOf(resource: ResourceConfig): Body {
  const known = bodies.get(resource);
  if (known !== undefined) return known;
  const body = withoutItems(resource.block.body, resourceArguments);
  bodies.set(resource, body);
  return body;
}

const bodies = new WeakMap<ResourceConfig, Body>();

function reportUnknownProvider(
  { type, file, block }: ResourceConfig,
  source: string,
  reported: Set<string>,
  faults: Diagnostic[],
): void {
  if (reported.has(source)) return;
  reported.add(source);
  reportAt(faults, file, block.headerRange, {
    code: 'not-checked',
    severity: 'info',
    message: `there are no facts about the provider ${source}, so the arguments of "${type}" and its other types are not checked`,
    hint: 'make them known by imprint schema import, from what terraform providers schema -json prints',
    args: { provider: source },
  });
}

function reportUnknownType(
  { mode, type, file, block }: ResourceConfig,
  provider: FactsOfProvider,
  preview: FactsOfProvider | undefined,
  faults: Diagnostic[],
): void {
  const range = block.labels[0]?.range ?? block.headerRange;
  const what = mode === 'data' ? 'data source' : mode === 'ephemeral' ? 'ephemeral resource' : 'resource type';
  if (preview?.type(mode, type) !== undefined) {
    reportAt(faults, file, range, {
      code: 'beta-only',
      message: `only the provider google-beta has the ${what} "${type}"`,
      hint: 'add provider = google-beta to it',
    });
    return;
  }
  const hint = hintFor(mode, type, provider);
  reportAt(faults, file, range, {
    code: 'unsupported-type',
    message: `the provider ${provider.source} ${provider.version} has no ${what} "${type}"`,
    ...(hint !== undefined && { hint }),
    args: { type },
  });
}

function hintFor(mode: ResourceConfig['mode'], type: string, provider: FactsOfProvider): string | undefined {
  if (mode === 'data' && provider.type('managed', type) !== undefined)
    return 'it is a resource type: resource, not data';
  if (mode === 'managed' && provider.type('data', type) !== undefined) return 'it is a data source: data, not resource';
  const near = suggest(type, provider.names(mode));
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

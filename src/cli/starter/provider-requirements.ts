import type { Block, Expression } from '../../hcl/ast.ts';
import type { JsonObject } from '../../load/document.ts';
import { argumentOf, blocksOf, literalText } from '../../terraform/config/blocks.ts';
import type { ModuleConfig } from '../../terraform/config/module-config.ts';
import { googleVersion, terraformVersion } from './new-blueprint.ts';

/** What a module says of Terraform and its providers, as a blueprint says it. */
export interface Requirements {
  /** `spec.terraform`. */
  readonly terraform: JsonObject;
  /** Whether the module's own Google `provider` blocks stay in its files, since they say more than imprint's; a render then makes none. */
  readonly keepsProviders: boolean;
}

/** Reads version constraints and providers of a root module; what it leaves open gets the constraints of a new blueprint. */
export function readRequirements(config: ModuleConfig): Requirements {
  const versions = config.requiredVersions.flatMap(({ expression }) => literalText(expression) ?? []);
  const providers = requiredProviders(config);
  const keepsProviders = [...config.providers.values()].some(
    ({ name, alias, block }) => alias === undefined && isGoogle(providers[name]?.source) && !isGenerated(block),
  );
  const version = versions.length > 0 ? versions.join(', ') : terraformVersion;
  // A copy without the interface's name, as JSON.
  return { terraform: { version, providers: { ...providers } }, keepsProviders };
}

/** Whether a `provider` block is one that imprint writes itself. */
export function isGeneratedProvider(block: Block, config: ModuleConfig): boolean {
  const name = block.labels[0]?.text ?? '';
  return argumentOf(block.body, 'alias') === undefined && isGoogle(requiredProviders(config)[name]?.source);
}

type Providers = Record<string, { readonly source: string; readonly version: string }>;

function isGoogle(source: string | undefined): boolean {
  return source === 'hashicorp/google' || source === 'hashicorp/google-beta';
}

/** The variables that imprint's own provider blocks read. */
const generatedArguments: Readonly<Record<string, string>> = { project: 'project_id', region: 'region', zone: 'zone' };

function isGenerated({ body }: Block): boolean {
  return body.items.every((item) => item.kind === 'attribute' && isVariable(item.value, generatedArguments[item.name]));
}

function isVariable(expression: Expression, name: string | undefined): boolean {
  return (
    expression.kind === 'attribute-access' &&
    expression.name === name &&
    expression.object.kind === 'reference' &&
    expression.object.name === 'var'
  );
}

function requiredProviders(config: ModuleConfig): Providers {
  const found: Providers = {};
  for (const body of config.bodies.values()) {
    for (const settings of blocksOf(body, 'terraform')) {
      for (const block of blocksOf(settings.body, 'required_providers')) readProviders(block, found);
    }
  }
  for (const { provider } of config.resources.values()) {
    const name = provider.split('.', 1)[0] ?? provider;
    // `terraform_data` and its kin are built in.
    if (name !== 'terraform') found[name] ??= requirement(`hashicorp/${name}`, undefined);
  }
  return found;
}

function readProviders(block: Block, found: Providers): void {
  for (const item of block.body.items) {
    if (item.kind !== 'attribute') continue;
    const { name, value } = item;
    const members = new Map(
      value.kind === 'object'
        ? value.items.map((member) => [member.bareKey ?? literalText(member.key), literalText(member.value)])
        : [],
    );
    // The form before Terraform 0.13 is a version alone.
    found[name] = requirement(
      members.get('source') ?? `hashicorp/${name}`,
      members.get('version') ?? literalText(value),
    );
  }
}

function requirement(source: string, version: string | undefined): Providers[string] {
  return {
    source: source.replace(/^registry\.terraform\.io\//, ''),
    version: version ?? (isGoogle(source) ? googleVersion : '>= 0.0.0'),
  };
}

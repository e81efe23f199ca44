import type { Block, Body } from '../../hcl/ast.ts';
import { isJsonObject } from '../../load/json-values.ts';
import { attributeOf, blocksOf, constantOf, textAttribute } from './constant.ts';

/** What a module asks of Terraform and its providers. */
export interface ProviderRequirements {
  readonly version: string;
  readonly providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  /** What could not be carried over. */
  readonly notes: readonly string[];
}

/** Any version: what a module without a constraint accepts. */
const anyVersion = '>= 0.0.0';

/** Gathers version constraints; providers that only show in resource types are taken from the hashicorp namespace, as Terraform does. */
export function importProviders(bodies: readonly Body[]): ProviderRequirements {
  const blocks = bodies.flatMap(blocksOf);
  const settings = blocks.filter(({ type }) => type === 'terraform').map(({ body }) => body);
  const inside = settings.flatMap(blocksOf);
  const required = inside.filter(({ type }) => type === 'required_providers').map(requirementsOf);
  const providers = { ...impliedProviders(blocks), ...Object.assign({}, ...required) } as Record<string, Requirement>;
  const left = inside.filter(({ type }) => type !== 'required_providers');
  const unversioned = Object.keys(providers).filter((name) => providers[name]?.version === anyVersion);
  return {
    version:
      settings.map((body) => textAttribute(body, 'required_version')).find((text) => text !== undefined) ?? '>= 1.5.7',
    providers,
    notes: [
      ...left.map(({ type }) => `the \`${type}\` block was left out: Infrastructure Manager keeps the state itself`),
      ...unversioned.map((name) => `give the provider \`${name}\` a version in the blueprint`),
    ],
  };
}

interface Requirement {
  readonly source: string;
  readonly version: string;
}

/** The provider of a resource type is the word before its first `_`. */
function impliedProviders(blocks: readonly Block[]): Record<string, Requirement> {
  const types = blocks
    .filter(({ type }) => type === 'resource' || type === 'data')
    .map(({ labels }) => labels[0]?.text);
  const names = types.flatMap((type) => type?.split('_')[0] ?? []).filter((name) => name !== 'terraform');
  return Object.fromEntries(names.map((name) => [name, { source: `hashicorp/${name}`, version: anyVersion }]));
}

function requirementsOf({ body }: Block): Record<string, Requirement> {
  return Object.fromEntries(
    body.items.flatMap((item): [string, Requirement][] => {
      const value = item.kind === 'attribute' ? constantOf(item.value) : undefined;
      if (item.kind !== 'attribute' || value === undefined) return [];
      const { source, version } = isJsonObject(value) ? value : { source: undefined, version: value };
      return [
        [
          item.name,
          {
            source: typeof source === 'string' ? source : `hashicorp/${item.name}`,
            version: typeof version === 'string' ? version : anyVersion,
          },
        ],
      ];
    }),
  );
}

/** Whether a block configures a Google provider with nothing but the place, as the generated `providers.tf` does. */
export function isStandardProvider({ type, labels, body }: Block): boolean {
  const isGoogle = type === 'provider' && ['google', 'google-beta'].includes(labels[0]?.text ?? '');
  if (!isGoogle || attributeOf(body, 'alias') !== undefined) return false;
  return body.items.every((item) => item.kind === 'attribute' && ['project', 'region', 'zone'].includes(item.name));
}

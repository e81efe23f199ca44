import { parseBody } from '../../hcl/syntax/parse.ts';
import type { LoadedBlueprint } from '../../load/blueprint.ts';
import { alignRows, hclString } from '../languages/hcl-literal.ts';
import { TextBuilder } from '../text-builder.ts';

/** `versions.tf`: Terraform's and the providers' version constraints. */
export function generateVersions(blueprint: LoadedBlueprint): TextBuilder {
  const { version, providers } = blueprint.document.value.spec.terraform;
  const builder = new TextBuilder();
  builder
    .add('terraform {\n  ')
    .add(`required_version = ${hclString(version)}\n`, origin(blueprint, '/spec/terraform/version'));
  const names = Object.keys(providers).toSorted();
  if (names.length === 0) return builder.add('}\n');
  builder.add('\n  required_providers {\n');
  for (const name of names) {
    const provider = providers[name];
    if (provider === undefined) continue;
    const rows = alignRows([textRow('source', provider.source), textRow('version', provider.version)]);
    const lines = rows.map(({ key, value }) => `      ${key}${value.map(({ text }) => text).join('')}\n`);
    builder.add(`    ${name} = {\n${lines.join('')}    }\n`, origin(blueprint, `/spec/terraform/providers/${name}`));
  }
  return builder.add('  }\n}\n');
}

/** Providers that take a project and a location from the module's variables. */
const googleSources = new Set(['hashicorp/google', 'hashicorp/google-beta']);

/**
 * `providers.tf`: a configuration of each Google provider with the project and, where the blueprint has such parameters, region and
 * zone. Other providers need none, and those that a template configures have theirs. Empty when there is nothing to configure.
 *
 * @param variables names of the module's variables
 * @param configured names of the providers that templates configure: see `configuredProviders`
 */
export function generateProviders(
  blueprint: LoadedBlueprint,
  variables: readonly string[],
  configured: readonly string[],
): TextBuilder {
  const { providers } = blueprint.document.value.spec.terraform;
  const settings = [
    ['project', 'project_id'],
    ['region', 'region'],
    ['zone', 'zone'],
  ] as const;
  const rows = settings.flatMap(([key, variable]) =>
    variables.includes(variable) ? [referenceRow(key, variable)] : [],
  );
  const lines = alignRows(rows).map(({ key, value }) => `  ${key}${value.map(({ text }) => text).join('')}\n`);
  const builder = new TextBuilder();
  const names = Object.keys(providers).filter(
    (name) => googleSources.has(providers[name]?.source ?? '') && !configured.includes(name),
  );
  for (const [index, name] of names.toSorted().entries()) {
    if (index > 0) builder.add('\n');
    const block = `provider ${hclString(name)} {\n${lines.join('')}}\n`;
    builder.add(block, origin(blueprint, `/spec/terraform/providers/${name}`));
  }
  return builder;
}

/** Providers whose default configuration (the one without alias) a text holds. */
export function configuredProviders(text: string): string[] {
  if (!/\bprovider\s+"/.test(text)) return [];
  return parseBody(text, '').value.items.flatMap((item) => {
    if (item.kind !== 'block' || item.type !== 'provider') return [];
    const hasAlias = item.body.items.some((inner) => inner.kind === 'attribute' && inner.name === 'alias');
    return hasAlias ? [] : item.labels.map(({ text: name }) => name);
  });
}

function textRow(key: string, text: string): Parameters<typeof alignRows>[0][number] {
  return { key, pointer: '', value: [{ text: hclString(text), pointer: '' }] };
}

function referenceRow(key: string, variable: string): Parameters<typeof alignRows>[0][number] {
  return { key, pointer: '', value: [{ text: `var.${variable}`, pointer: '' }] };
}

function origin({ document }: LoadedBlueprint, pointer: string): Parameters<TextBuilder['add']>[1] {
  const range = document.positions.get(pointer)?.value;
  return { source: { file: document.file, pointer, ...(range === undefined ? {} : { range }) } };
}

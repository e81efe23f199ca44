import { compareText } from '../../diagnostics/order.ts';
import type { Expression } from '../../hcl/ast.ts';
import type { Scope } from '../../hcl/evaluate/scope.ts';
import { quoteJson } from '../../hcl/functions/json-text.ts';
import { argumentOf } from '../config/blocks.ts';
import type { ModuleConfig, OutputConfig, ProviderConfig, ResourceConfig } from '../config/module-config.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import type { ProviderFacts } from '../facts/facts.ts';
import { factsOfResource, sourceOfProvider } from '../facts/facts-of-resource.ts';
import { bodyJson, expressionJson } from './expression-json.ts';
import { providerName } from './provider-name.ts';
import { arrayJson, objectJson } from './value-json.ts';

/** What the configuration is printed with. */
export interface ConfigurationContext {
  /** Default: nothing is known of providers. */
  readonly facts?: ProviderFacts;
  /** In which names mean nothing. */
  readonly constants: Scope;
}

/**
 * The `configuration` member of plan JSON: provider configurations and, per module, outputs, resources, variables and calls with their
 * expressions. Provisioners are left out.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function configurationJson(root: ModuleNode, context: ConfigurationContext): string {
  const providers = [...providersOf(root, context)].sort(([a], [b]) => compareText(a, b));
  return objectJson([
    ['provider_config', providers.length === 0 ? undefined : objectJson(providers)],
    ['root_module', moduleJson(root, context)],
  ]);
}

const providerArguments: ReadonlySet<string> = new Set(['alias', 'version']);

function providersOf(root: ModuleNode, context: ConfigurationContext): ReadonlyMap<string, string> {
  const { config } = root;
  const texts = new Map<string, string>();
  for (const [key, provider] of config.providers) texts.set(key, providerJson(provider, config, context));
  for (const node of allNodes(root)) {
    for (const { provider } of node.config.resources.values()) {
      const [name = ''] = provider.split('.', 1);
      if (texts.has(provider) || config.providers.has(name)) continue;
      const source = sourceOfProvider(provider, node.config);
      if (!texts.has(name)) texts.set(name, objectJson(nameMembers(name, source, config, context)));
    }
  }
  return texts;
}

function allNodes(node: ModuleNode): readonly ModuleNode[] {
  return [node, ...[...node.children.values()].flatMap(allNodes)];
}

type Members = [string, string | undefined][];

function nameMembers(name: string, source: string, config: ModuleConfig, context: ConfigurationContext): Members {
  const version = config.requiredProviders.get(name)?.version;
  return [
    ['name', quoteJson(name)],
    ['full_name', quoteJson(providerName(source))],
    ['version_constraint', version && constantText(version.expression, context)],
  ];
}

/** The value of an expression that is a literal, as JSON. */
function constantText(expression: Expression, { constants }: ConfigurationContext): string | undefined {
  const text = expressionJson(expression, constants);
  const prefix = '{"constant_value":';
  return text.startsWith(prefix) ? text.slice(prefix.length, -1) : undefined;
}

function providerJson(provider: ProviderConfig, config: ModuleConfig, context: ConfigurationContext): string {
  const { name, alias, block } = provider;
  const source = sourceOfProvider(name, config);
  const facts = context.facts?.provider(source)?.type('provider', source.slice(source.lastIndexOf('/') + 1));
  return objectJson([
    ...nameMembers(name, source, config, context).slice(0, 2),
    ['alias', alias === undefined ? undefined : quoteJson(alias)],
    ...nameMembers(name, source, config, context).slice(2),
    ['expressions', nonEmpty(bodyJson(block.body, facts, providerArguments, context.constants))],
  ]);
}

function nonEmpty(text: string): string | undefined {
  return text === '{}' || text === '[]' ? undefined : text;
}

function moduleJson({ config, children }: ModuleNode, context: ConfigurationContext): string {
  const { constants } = context;
  const resources = [...config.resources.values()]
    .filter(({ mode }) => mode !== 'ephemeral')
    .sort((a, b) => compareText(a.mode, b.mode) * -1 || compareText(a.type, b.type) || compareText(a.name, b.name));
  const calls = [...config.modules.values()].sort((a, b) => compareText(a.name, b.name));
  return objectJson([
    ['outputs', nonEmpty(objectJson(sorted(config.outputs, (output) => outputJson(output, context))))],
    ['resources', nonEmpty(arrayJson(resources.map((resource) => resourceJson(resource, config, context))))],
    [
      'module_calls',
      nonEmpty(
        objectJson(
          calls.map((call): [string, string] => {
            const child = children.get(call.name);
            const given = [...call.arguments].sort(([a], [b]) => compareText(a, b));
            const expressions = given.map(([name, { value }]): [string, string] => [
              name,
              expressionJson(value, constants),
            ]);
            return [
              call.name,
              objectJson([
                ['source', call.source === undefined ? undefined : quoteJson(call.source)],
                ['expressions', nonEmpty(objectJson(expressions))],
                ['count_expression', call.count && nonEmpty(expressionJson(call.count, constants))],
                ['for_each_expression', call.forEach && nonEmpty(expressionJson(call.forEach, constants))],
                ['module', child && moduleJson(child, context)],
                ['depends_on', dependsOn(call.dependsOn, constants)],
              ]),
            ];
          }),
        ),
      ),
    ],
    ['variables', nonEmpty(variablesJson(config, context))],
  ]);
}

function sorted<T>(map: ReadonlyMap<string, T>, print: (value: T) => string): readonly [string, string][] {
  return [...map].sort(([a], [b]) => compareText(a, b)).map(([name, value]) => [name, print(value)]);
}

function outputJson(output: OutputConfig, { constants }: ConfigurationContext): string {
  const { sensitive, description, value, dependsOn: named } = output;
  return objectJson([
    ['sensitive', sensitive ? 'true' : undefined],
    ['expression', value && expressionJson(value, constants)],
    ['description', description === undefined ? undefined : quoteJson(description)],
    ['depends_on', dependsOn(named, constants)],
  ]);
}

function dependsOn(named: readonly Expression[], constants: Scope): string | undefined {
  const names = named.flatMap((expression) => {
    const references = /"references":\["((?:[^"\\]|\\.)*)"/.exec(expressionJson(expression, constants))?.[1];
    return references === undefined ? [] : [`"${references}"`];
  });
  return names.length === 0 ? undefined : arrayJson(names);
}

const metaArguments: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
]);

function resourceJson(resource: ResourceConfig, config: ModuleConfig, context: ConfigurationContext): string {
  const { mode, type, name, provider, block, count, forEach } = resource;
  const { constants, facts: known } = context;
  const facts = known && factsOfResource(resource, config, known).type;
  return objectJson([
    ['address', quoteJson(`${mode === 'data' ? 'data.' : ''}${type}.${name}`)],
    ['mode', quoteJson(mode)],
    ['type', quoteJson(type)],
    ['name', quoteJson(name)],
    ['provider_config_key', quoteJson(provider)],
    ['expressions', nonEmpty(bodyJson(block.body, facts, metaArguments, constants))],
    ['schema_version', String(facts?.schemaVersion ?? 0)],
    ['count_expression', count && nonEmpty(expressionJson(count, constants))],
    ['for_each_expression', forEach && nonEmpty(expressionJson(forEach, constants))],
    ['depends_on', dependsOn(resource.dependsOn, constants)],
  ]);
}

function variablesJson({ variables }: ModuleConfig, context: ConfigurationContext): string {
  return objectJson(
    sorted(variables, ({ default: preset, sensitive, block }) => {
      const description = argumentOf(block.body, 'description')?.value;
      return objectJson([
        ['default', preset && constantText(preset, context)],
        ['description', description && constantText(description, context)],
        ['sensitive', sensitive ? 'true' : undefined],
      ]);
    }),
  );
}

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Expression } from '../../hcl/ast.ts';
import { argumentOf, providerName, unplaced } from '../config/blocks.ts';
import type { ModuleCall, ModuleConfig, ResourceConfig } from '../config/module-config.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';

/**
 * Reports names of provider configurations that nobody declares, configurations that a module needs and is not given, and those of
 * another provider than the module expects.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export function checkProviders(node: ModuleNode, faults: Diagnostic[]): void {
  for (const resource of node.config.resources.values()) checkResource(resource, node, faults);
  for (const [name, child] of node.children) {
    const call = node.config.modules.get(name);
    if (call !== undefined) checkCall(call, node, child, faults);
  }
}

function checkResource({ provider, file, block }: ResourceConfig, node: ModuleNode, faults: Diagnostic[]): void {
  if (!provider.includes('.') || isConfigured(provider, node)) return;
  const argument = argumentOf(block.body, 'provider');
  const range = argument?.value.range ?? block.headerRange;
  reportUndeclared(provider, node.config, argument?.file ?? file, range, faults);
}

function isConfigured(name: string, { config, parent }: ModuleNode): boolean {
  if (config.providers.has(name) || parent?.call.providers.has(name)) return true;
  return [...config.requiredProviders.values()].some(({ aliases }) => aliases.includes(name));
}

function reportUndeclared(
  name: string,
  { providers, requiredProviders }: ModuleConfig,
  file: string,
  range: Range,
  faults: Diagnostic[],
): void {
  const near = suggest(name, [...providers.keys(), ...requiredProviders.keys()]);
  reportAt(faults, file, range, {
    code: 'unknown-reference',
    message: `the module has no configuration "${name}" of a provider`,
    hint: near === undefined ? 'declare it by a provider block with that alias' : `did you mean "${near}"?`,
  });
}

function checkCall(call: ModuleCall, node: ModuleNode, child: ModuleNode, faults: Diagnostic[]): void {
  const { file, block } = call;
  const argument = argumentOf(block.body, 'providers');
  const place = argument?.file ?? file;
  for (const [theirs, ours] of call.providers) {
    const range = handedOver(theirs, argument?.value)?.range ?? block.headerRange;
    if (ours.includes('.') && !isConfigured(ours, node)) reportUndeclared(ours, node.config, place, range, faults);
    const [given, expected] = [defaultSource(ours, node.config), defaultSource(theirs, child.config)];
    if (given === expected) continue;
    reportAt(faults, place, range, {
      code: 'invalid-declaration',
      message: `"${ours}" is a configuration of ${given}, but for "${theirs}" the module expects one of ${expected}`,
      hint: 'say in required_providers of both modules which provider the name stands for',
    });
  }
  for (const { aliases, file: theirFile, range: theirRange } of child.config.requiredProviders.values()) {
    for (const alias of aliases) {
      if (call.providers.has(alias)) continue;
      reportAt(faults, file, block.headerRange, {
        code: 'missing-argument',
        message: `the module "${call.name}" needs the provider configuration "${alias}"`,
        hint: `hand one over: providers = { ${alias} = … }`,
        related: [{ message: 'it is asked for here', location: { file: theirFile, range: theirRange } }],
        args: { name: 'providers' },
      });
    }
  }
}

function handedOver(theirs: string, written: Expression | undefined): Expression | undefined {
  const value = unplaced(written);
  const items = value?.kind === 'object' ? value.items : [];
  return items.find(({ bareKey, key }) => (bareKey ?? providerName(key)) === theirs)?.value;
}

// A name that required_providers does not list stands for the HashiCorp provider of that name here, even for `terraform`.
function defaultSource(name: string, { requiredProviders }: ModuleConfig): string {
  const [local = name] = name.split('.', 1);
  return requiredProviders.get(local)?.source ?? `hashicorp/${local}`;
}

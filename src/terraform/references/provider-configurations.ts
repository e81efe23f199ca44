import type { ProviderConfig } from '../config/module-config.ts';
import type { ModuleNode, ModuleTree } from '../config/module-tree.ts';

/** The `provider` block that a provider's local name in a module means: its own, or what the calls above hand down. */
export function configurationOf(
  name: string,
  module: ModuleNode,
): { readonly node: ModuleNode; readonly name: string } {
  let current = name;
  let node = module;
  while (node.parent !== undefined && !node.config.providers.has(current)) {
    current = node.parent.call.providers.get(current) ?? current;
    node = node.parent.node;
  }
  return { node, name: current };
}

/**
 * The `provider` blocks that some resource uses; Terraform does not look at others. Where a module is called that is not at hand, it may
 * use any of them.
 */
export function usedConfigurations({ nodes }: Pick<ModuleTree, 'nodes'>): ReadonlySet<ProviderConfig> {
  const used = new Set<ProviderConfig>();
  for (const module of nodes) {
    for (const { provider } of module.config.resources.values()) {
      const { node, name } = configurationOf(provider, module);
      const config = node.config.providers.get(name);
      if (config !== undefined) used.add(config);
    }
    const isWhole = [...module.config.modules.keys()].every((name) => module.children.has(name));
    if (isWhole) continue;
    for (let node: ModuleNode | undefined = module; node !== undefined; node = node.parent?.node) {
      for (const config of node.config.providers.values()) used.add(config);
    }
  }
  return used;
}

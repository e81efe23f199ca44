import { isWhollyKnown } from '../../hcl/values/values.ts';
import { factsOfResource } from '../facts/facts-of-resource.ts';
import type { GraphNode } from './graph.ts';
import type { ModuleInstance } from './instance.ts';
import type { Run } from './run.ts';

/**
 * Whether Terraform may know a value that is unknown here: it reads data sources while planning, has all variables, and looks into
 * modules and providers that are not at hand. Nor is anything said of what rests on a declaration with a fault, which Terraform leaves
 * out. What is unknown for no such reason is known only after the apply.
 */
export function restsOnOutside(node: GraphNode, root: ModuleInstance, run: Run): boolean {
  const known = run.outside.get(node);
  if (known !== undefined) return known;
  // Until it is known; the graph has no cycles among nodes that are evaluated.
  run.outside.set(node, false);
  const isOutside =
    run.failed.has(node) ||
    isOutsideItself(node, root, run) ||
    node.dependencies.some((dependency) => restsOnOutside(dependency, root, run));
  run.outside.set(node, isOutside);
  return isOutside;
}

function isOutsideItself({ kind, name, module }: GraphNode, root: ModuleInstance, { facts }: Run): boolean {
  switch (kind) {
    case 'variable': {
      if (module.parent !== undefined) return false;
      const value = root.variables.get(name);
      return value === undefined || !isWhollyKnown(value);
    }
    case 'module':
      return !module.children.has(name);
    case 'resource': {
      const config = module.config.resources.get(name);
      if (config === undefined || config.mode !== 'managed' || facts === undefined) return true;
      return factsOfResource(config, module.config, facts).type === undefined;
    }
    default:
      return false;
  }
}

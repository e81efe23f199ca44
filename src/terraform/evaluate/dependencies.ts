import { compareText } from '../../diagnostics/order.ts';
import type { GraphNode } from './graph.ts';

/**
 * For every node, the resources it reads or names in `depends_on`, directly or by way of locals, variables and outputs: addresses
 * without keys, sorted. The nodes come in an order in which dependencies come first.
 */
export function resourceDependencies(order: readonly GraphNode[]): ReadonlyMap<GraphNode, readonly string[]> {
  const known = new Map<GraphNode, readonly string[]>();
  for (const node of order) {
    const sources: (readonly string[])[] = [];
    for (const dependency of node.dependencies) {
      // Whoever configures the provider is nothing the resource reads.
      if (dependency.kind === 'provider') continue;
      sources.push(dependency.kind === 'resource' ? [staticAddress(dependency)] : (known.get(dependency) ?? []));
    }
    known.set(node, union(sources));
  }
  return known;
}

function staticAddress({ module, name }: GraphNode): string {
  return module.path === '' ? name : `${module.path}.${name}`;
}

function union(sources: readonly (readonly string[])[]): readonly string[] {
  const filled = sources.filter((source) => source.length > 0);
  const [first] = filled;
  if (first === undefined) return none;
  if (filled.every((source) => source === first)) return first;
  return [...new Set(filled.flat())].sort(compareText);
}

const none: readonly string[] = [];

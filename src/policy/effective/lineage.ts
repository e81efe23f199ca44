import type { Hierarchy } from '../model.ts';

/** A node with all nodes above it. */
export interface Lineage {
  /** Names, nearest first: the node itself, its parent, up to the organization. */
  readonly nodes: readonly string[];
  /** Whether they reach up to an organization; otherwise the parent of the last one is not known. */
  readonly isComplete: boolean;
}

/** The name a node goes by in the hierarchy: a project by its id where the hierarchy knows the number. */
export function canonicalNode(hierarchy: Hierarchy, name: string): string {
  const number = /^projects\/(\d+)$/.exec(name)?.[1];
  return (number !== undefined && hierarchy.projectOfNumber.get(number)) || name;
}

/** A node and what stands above it. A hierarchy that runs in a circle ends where it would begin again. */
export function lineageOf(hierarchy: Hierarchy, name: string): Lineage {
  const nodes: string[] = [];
  let at: string | undefined = canonicalNode(hierarchy, name);
  while (at !== undefined && !nodes.includes(at)) {
    nodes.push(at);
    at = hierarchy.nodes.get(at)?.parent;
  }
  return { nodes, isComplete: at === undefined && /^organizations\//.test(nodes.at(-1) ?? '') };
}

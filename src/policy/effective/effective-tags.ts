import type { EffectiveTags, Hierarchy } from '../model.ts';
import { lineageOf } from './lineage.ts';

/**
 * The tags of a node: those bound to it and those of the nodes above; of one key the nearest binding holds.
 *
 * @see https://cloud.google.com/resource-manager/docs/tags/tags-overview#inheritance
 */
export function effectiveTags(hierarchy: Hierarchy, node: string): EffectiveTags {
  const { nodes, isComplete } = lineageOf(hierarchy, node);
  const byName = new Map<string, string>();
  const byId = new Map<string, string>();
  const bound = nodes.flatMap((name) => hierarchy.nodes.get(name)?.tags ?? []);
  for (const tags of bound.toReversed()) {
    for (const [key, value] of tags.byName) byName.set(key, value);
    for (const [key, value] of tags.byId) byId.set(key, value);
  }
  return {
    byName,
    byId,
    ...(!isComplete && { isPartial: true }),
    ...(bound.some((tags) => tags.byId.size > tags.byName.size) && { hasUnnamed: true }),
    ...(bound.some((tags) => tags.byName.size > tags.byId.size) && { hasUnnumbered: true }),
  };
}

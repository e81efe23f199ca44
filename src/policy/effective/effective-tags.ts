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
  for (const name of [...nodes].reverse()) {
    const tags = hierarchy.nodes.get(name)?.tags;
    for (const [key, value] of tags?.byName ?? []) byName.set(key, value);
    for (const [key, value] of tags?.byId ?? []) byId.set(key, value);
  }
  return { byName, byId, ...(!isComplete && { isPartial: true }) };
}

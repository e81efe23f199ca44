import type { Policy, PolicySet } from '../model.ts';
import { canonicalNode } from './lineage.ts';

/** Policies of a constraint by node. What several documents say of one node is put together: the first spec of each mode holds. */
export type PoliciesByNode = ReadonlyMap<string, Policy>;

const indexes = new WeakMap<PolicySet, Map<string, Map<string, Policy>>>();

/** The policies of a set for a constraint; the set is looked through once. */
export function policiesOf(set: PolicySet, constraint: string): PoliciesByNode {
  const index = indexes.get(set) ?? makeIndex(set);
  return index.get(constraint) ?? new Map();
}

function makeIndex(set: PolicySet): Map<string, Map<string, Policy>> {
  const index = new Map<string, Map<string, Policy>>();
  for (const policy of set.policies) {
    const byNode = index.get(policy.constraint) ?? new Map<string, Policy>();
    index.set(policy.constraint, byNode);
    const node = canonicalNode(set.hierarchy, policy.node);
    byNode.set(node, { ...policy, ...byNode.get(node) });
  }
  indexes.set(set, index);
  return index;
}

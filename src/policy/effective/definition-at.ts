import type { CustomConstraint, PolicySet } from '../model.ts';
import { lineageOf } from './lineage.ts';

/**
 * The custom constraint that a name means on a node: the one of the node's organization. Where that is not known, or there is just one of
 * the name, it is that one; undefined where there is none, or which one cannot be told.
 */
export function definitionAt(
  { customConstraints, hierarchy }: Pick<PolicySet, 'customConstraints' | 'hierarchy'>,
  name: string,
  node: string | undefined,
): CustomConstraint | undefined {
  const ofName = customConstraints.filter((one) => one.name === name);
  if (ofName.length < 2 || node === undefined) return ofName.length === 1 ? ofName[0] : undefined;
  const { nodes, isComplete } = lineageOf(hierarchy, node);
  return isComplete ? ofName.find(({ organization }) => organization === nodes.at(-1)) : undefined;
}

/** What tells a custom constraint from all others: organizations may use the same name. */
export function definitionKey({ name, organization }: CustomConstraint): string {
  return `${organization} ${name}`;
}

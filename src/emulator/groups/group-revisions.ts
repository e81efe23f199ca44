import type { DeploymentGroup, DeploymentGroupRevision, DeploymentUnit } from '../../config-api/deployment-group.ts';
import { revisionId, revisionNumber } from '../../config-api/names.ts';
import type { Tables } from '../tables.ts';

/** The newest revision of a group; undefined when there is none. */
export function newestGroupRevision(tables: Tables, group: string): DeploymentGroupRevision | undefined {
  return tables.deploymentGroupRevisions.children(group).at(-1);
}

/** Keeps a group as it is now as its next revision (19.12). */
export function addGroupRevision(tables: Tables, group: DeploymentGroup, createTime: string): void {
  const { name: parent = '' } = group;
  const last = revisionNumber(newestGroupRevision(tables, parent)?.name ?? '') ?? -1;
  const name = `${parent}/revisions/${revisionId(last + 1)}`;
  tables.deploymentGroupRevisions.put(name, { name, snapshot: group, createTime });
}

/** Units of the last successful revision whose deployments exist and belong to no unit of the group any more (19.9). */
export function removedUnits(
  tables: Tables,
  { name = '', deploymentUnits = [] }: DeploymentGroup,
): readonly DeploymentUnit[] {
  const good = tables.deploymentGroupRevisions
    .children(name)
    .findLast(({ snapshot }) => ['PROVISIONED', 'DEPROVISIONED'].includes(snapshot?.provisioningState ?? ''));
  const kept = new Set(deploymentUnits.map(({ deployment = '' }) => deployment));
  return (good?.snapshot?.deploymentUnits ?? []).filter(
    ({ deployment = '' }) => !kept.has(deployment) && tables.deployments.get(deployment) !== undefined,
  );
}

import type { DeploymentUnit } from '../../config-api/deployment-group.ts';

/** An environment as a unit of a group. */
export interface GroupMember {
  /** Full name. */
  readonly environment: string;
  /** Also the id of the unit: unique in a project and location. */
  readonly deploymentId: string;
  /** Full names of environments; those that are no members do not count. */
  readonly dependsOn: readonly string[];
  /** Full name of the deployment, where there is one already. */
  readonly deployment?: string;
}

/**
 * Units of a group, each after those it depends on, else sorted by id: the service refuses any other order. The dependencies must have no
 * cycle (`resolve` refuses those).
 */
export function groupUnits(members: readonly GroupMember[]): readonly DeploymentUnit[] {
  const byName = new Map(members.map((member) => [member.environment, member]));
  const units = new Map<string, DeploymentUnit>();
  const add = ({ environment, deploymentId, dependsOn, deployment }: GroupMember): void => {
    if (units.has(environment)) return;
    const before = sorted(dependsOn.flatMap((name) => byName.get(name) ?? []));
    before.forEach(add);
    const dependencies = before.map((member) => member.deploymentId);
    units.set(environment, { id: deploymentId, ...(deployment !== undefined && { deployment }), dependencies });
  };
  sorted(members).forEach(add);
  return [...units.values()];
}

/** Environments that members depend on and that are no members, sorted: the group does not wait for them. */
export function outsideDependencies(members: readonly GroupMember[]): readonly string[] {
  const inside = new Set(members.map(({ environment }) => environment));
  const outside = members.flatMap(({ dependsOn }) => dependsOn.filter((name) => !inside.has(name)));
  return [...new Set(outside)].sort();
}

function sorted(members: readonly GroupMember[]): GroupMember[] {
  return [...members].sort((a, b) => (a.deploymentId < b.deploymentId ? -1 : 1));
}

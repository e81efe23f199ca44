import type { DeploymentGroup, DeploymentUnit } from '../../config-api/deployment-group.ts';
import { idFault, parseName } from '../../config-api/names.ts';
import type { FieldViolation } from '../../config-api/status.ts';
import { annotationFaults, labelFaults } from '../methods/labels.ts';

const root = 'deployment_group';

/** Faults of the fields a caller may set in a group (19.1), at paths below `deployment_group`. */
export function groupFaults(group: DeploymentGroup, name: string): readonly FieldViolation[] {
  return [
    ...labelFaults(group.labels ?? {}, `${root}.labels`),
    ...annotationFaults(group.annotations ?? {}, `${root}.annotations`),
    ...unitsFaults(group.deploymentUnits ?? [], name),
  ];
}

/** Units must come after what they depend on, as the proto demands; so there are no cycles either. */
function unitsFaults(units: readonly DeploymentUnit[], group: string): readonly FieldViolation[] {
  const ids = new Set<string>();
  const deployments = new Set<string>();
  return units.flatMap((unit, index) => {
    const field = `${root}.deployment_units[${index}]`;
    const { id = '', deployment = '' } = unit;
    const faults = [
      ...idFaults(id, ids, field),
      ...dependencyFaults(unit, ids, units, field),
      ...deploymentFaults(deployment, deployments, group, field),
    ];
    ids.add(id);
    if (deployment !== '') deployments.add(deployment);
    return faults;
  });
}

function idFaults(id: string, earlier: ReadonlySet<string>, field: string): readonly FieldViolation[] {
  const fault = idFault(id) ?? (earlier.has(id) ? 'is the id of another unit' : undefined);
  return fault === undefined ? [] : [{ field: `${field}.id`, description: `'${id}' ${fault}` }];
}

function dependencyFaults(
  { dependencies = [] }: DeploymentUnit,
  earlier: ReadonlySet<string>,
  units: readonly DeploymentUnit[],
  field: string,
): readonly FieldViolation[] {
  return dependencies.flatMap((dependency, index) => {
    if (earlier.has(dependency)) return [];
    const isLater = units.some(({ id }) => id === dependency);
    const description = isLater
      ? `'${dependency}' must be listed before the units that depend on it`
      : `'${dependency}' is not a unit of the group`;
    return [{ field: `${field}.dependencies[${index}]`, description }];
  });
}

function deploymentFaults(
  deployment: string,
  others: ReadonlySet<string>,
  group: string,
  field: string,
): readonly FieldViolation[] {
  const own = parseName('deploymentGroup', group);
  const parts = parseName('deployment', deployment);
  const at = `${field}.deployment`;
  if (deployment === '') return [];
  if (parts?.project !== own?.project || parts?.location !== own?.location) {
    return [{ field: at, description: `must name a deployment in the project and location of the group` }];
  }
  return others.has(deployment) ? [{ field: at, description: `'${deployment}' belongs to another unit` }] : [];
}

import type { Deployment } from '../../config-api/deployment.ts';
import type { DeploymentGroup, DeploymentSpec, DeploymentUnit } from '../../config-api/deployment-group.ts';
import type { DeploymentUnitProgress } from '../../config-api/operation.ts';

/** What provisioning does about one deployment, and how far it is; plain data. */
export interface UnitTask extends DeploymentUnitProgress {
  readonly unitId: string;
  readonly deployment: string;
  readonly intent: NonNullable<DeploymentUnitProgress['intent']>;
  readonly state: NonNullable<DeploymentUnitProgress['state']>;
  /** Units of the same list that must be done before. */
  readonly after: readonly string[];
  /** What to create; absent for deployments that exist. */
  readonly spec?: Deployment;
  /** Full name of the deployment's operation, once there is one. */
  readonly operation?: string;
}

/** What an operation on a group has to do; kept by the name of the operation, as long as that. */
export interface Provisioning {
  readonly name: string;
  /** Deployments of the last successful revision that left the group; they go first. */
  readonly removals: readonly UnitTask[];
  readonly units: readonly UnitTask[];
  /** How deployments of units are deleted. */
  readonly force: boolean;
  readonly deletePolicy: 'DELETE' | 'ABANDON';
}

/** What is public of a task. */
export function progressOf({ after, spec, operation, ...progress }: UnitTask): DeploymentUnitProgress {
  return progress;
}

/** Tasks to provision a group: one for each unit, in the group's order. Every unit has a deployment or a spec. */
export function provisionTasks(
  { deploymentUnits = [] }: DeploymentGroup,
  specs: Readonly<Record<string, DeploymentSpec>>,
  nameOf: (id: string) => string,
  isRemoved: (deployment: string) => boolean,
): readonly UnitTask[] {
  return deploymentUnits.map(({ id = '', deployment = '', dependencies = [] }) => {
    const spec = specs[id];
    const common = { unitId: id, state: 'QUEUED', after: dependencies } as const;
    if (spec === undefined) return { ...common, deployment, intent: 'UPDATE_DEPLOYMENT' };
    const name = nameOf(spec.deploymentId ?? '');
    const intent = isRemoved(name) ? 'RECREATE_DEPLOYMENT' : 'CREATE_DEPLOYMENT';
    return { ...common, deployment: name, intent, spec: spec.deployment ?? {} };
  });
}

/** Tasks to delete the deployments of units, each after those that depend on it, in the reverse of the group's order. */
export function deletionTasks(
  units: readonly DeploymentUnit[],
  intent: 'DELETE_DEPLOYMENT' | 'CLEAN_UP',
): readonly UnitTask[] {
  return units.toReversed().map(({ id = '', deployment = '' }) => ({
    unitId: id,
    deployment,
    intent,
    state: 'QUEUED',
    after: units.filter(({ dependencies = [] }) => dependencies.includes(id)).map((other) => other.id ?? ''),
  }));
}

/** Whether a task has ended, however. */
export function isEnded(task: UnitTask): boolean {
  return task.state === 'SUCCEEDED' || task.state === 'SKIPPED' || hasFailed(task);
}

/** Whether a task has ended badly. */
export function hasFailed({ state }: UnitTask): boolean {
  return state === 'FAILED' || state === 'ABORTED';
}

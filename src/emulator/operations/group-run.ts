import type { DeploymentGroup } from '../../config-api/deployment-group.ts';
import type { Moment, RunEnd, Runner } from './runner.ts';

/** Creates, changes or deletes a group itself; its deployments are left alone. */
export const groupRunner: Runner = {
  work: () => undefined,
  succeed: end,
  fail: end, // it has no step that could fail
  cancel: end,
  metadata: () => ({}),
};

function end({ world, run, time }: Moment): RunEnd {
  const { deploymentGroups, deploymentGroupRevisions } = world.tables;
  const isDeleted = run.data?.['verb'] === 'delete';
  const state = isDeleted ? 'DELETED' : 'ACTIVE';
  const group: DeploymentGroup = { ...deploymentGroups.get(run.target), state, updateTime: time };
  if (isDeleted) {
    for (const { name = '' } of deploymentGroupRevisions.children(run.target)) deploymentGroupRevisions.delete(name);
    deploymentGroups.delete(run.target);
  } else {
    deploymentGroups.put(run.target, group);
  }
  return { type: 'DeploymentGroup', message: group };
}

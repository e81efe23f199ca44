import type { DeletePolicy } from '../config-api/enums.ts';
import { formatName } from '../config-api/names.ts';
import type { Submission } from '../render/bundle.ts';
import { carryOut } from './carry-out.ts';
import type { EventListener, SubmitResult } from './events.ts';
import { holdDeployment, type SubmitContext } from './hold-deployment.ts';
import { markOf } from './inspect-deployment.ts';
import { findDeployment } from './submission-plan.ts';

/** Which deployment to delete. */
export type DeploymentAddress = Pick<Submission, 'project' | 'location' | 'deploymentId'>;

/**
 * Deletes a deployment and what it manages (`DELETE`), or only Infrastructure Manager's knowledge of it (`ABANDON`),
 * then the module packages staged for it. A deployment that is not there is `absent`, which is no failure.
 */
export async function deleteDeployment(
  environment: string,
  address: DeploymentAddress,
  deletePolicy: DeletePolicy,
  context: SubmitContext,
  listen: EventListener,
): Promise<SubmitResult> {
  const { project, location, deploymentId } = address;
  const deployment = formatName('deployment', { project, location, deployment: deploymentId });
  return holdDeployment({ environment, deployment }, context, listen, async (page) => {
    const found = await findDeployment(context.api, deployment);
    if (found === undefined) return { outcome: 'absent' };
    listen({ kind: 'planned', environment, deployment, action: 'delete', reasons: [] });
    const request = { name: deployment, force: true, deletePolicy, requestId: context.newRequestId() };
    const mutation = { method: 'DeleteDeployment', request } as const;
    return carryOut({ environment, deployment, mutation, before: markOf(found) }, page, context, listen);
  });
}

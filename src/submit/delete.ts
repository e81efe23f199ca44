import type { DeletePolicy } from '../config-api/enums.ts';
import { formatName } from '../config-api/names.ts';
import type { Submission } from '../render/bundle.ts';
import { operationFailure, reportingResult, type SubmitContext } from './deploy.ts';
import type { EventListener, SubmitResult } from './events.ts';
import { packagePrefix } from './package-module.ts';
import { stagingBucket } from './staging-store.ts';
import { findDeployment } from './submission-plan.ts';
import { watchOperation } from './watch-operation.ts';

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
  return reportingResult(environment, listen, async () => {
    const { project, location, deploymentId } = address;
    const name = formatName('deployment', { project, location, deployment: deploymentId });
    if ((await findDeployment(context.api, name)) === undefined) return { outcome: 'absent' };
    listen({ kind: 'planned', environment, deployment: name, action: 'delete', reasons: [] });
    const operation = await context.api.deleteDeployment({
      name,
      force: true,
      deletePolicy,
      requestId: context.newRequestId(),
    });
    listen({ kind: 'submitted', environment, operation: operation.name ?? '' });
    const done = await watchOperation(operation, context, (step) => listen({ kind: 'step', environment, step }));
    if (done.error !== undefined) return { outcome: 'failed', failure: operationFailure(done) };
    // A failed destroy run leaves the deployment, in state FAILED.
    const left = await findDeployment(context.api, name);
    if (left !== undefined) {
      const { stateDetail, errorCode, tfErrors, deleteLogs } = left;
      const failure = {
        message: stateDetail || `the deployment is still there, ${left.state}`,
        tfErrors: tfErrors ?? [],
      };
      return {
        outcome: 'failed',
        failure: { ...failure, ...(errorCode && { errorCode }), ...(deleteLogs && { logs: deleteLogs }) },
      };
    }
    await context.storage.deleteObjects(stagingBucket(project), packagePrefix(address));
    return { outcome: 'deleted' };
  });
}

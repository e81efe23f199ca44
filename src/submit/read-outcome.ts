import type { Deployment } from '../config-api/deployment.ts';
import type { Operation } from '../config-api/operation.ts';
import type { Revision } from '../config-api/revision.ts';
import { ServiceError } from '../errors.ts';
import type { ConfigApi } from './config-api.ts';
import type { SubmitFailure, SubmitResult } from './events.ts';
import { findDeployment } from './submission-plan.ts';
import { unlessMissing } from './unless-missing.ts';

/**
 * How a revision (full name) ended. A failed Terraform run does not fail its operation: the revision tells.
 * @throws ServiceError when it has not ended, too.
 */
export async function revisionOutcome(deployment: string, revision: string, api: ConfigApi): Promise<SubmitResult> {
  const found = await findDeployment(api, deployment);
  const made = await unlessMissing(api.getRevision(revision));
  if (found === undefined || made === undefined) return { outcome: 'superseded', message: 'it was deleted meanwhile' };
  switch (made.state) {
    case 'APPLIED':
      return { outcome: 'applied', deployment: found, revision, outputs: made.applyResults?.outputs ?? {} };
    case 'FAILED':
      // What is said of the deployment is about its newest revision, which may be somebody else's by now.
      return { outcome: 'failed', failure: runFailure(found.latestRevision === revision ? found : {}, made) };
    default:
      throw notEnded(revision, made);
  }
}

function notEnded(revision: string, { state }: Revision): ServiceError {
  const message = `${revision} is ${state ?? 'in no known state'} although no operation runs any more`;
  return new ServiceError(message, { method: 'GetRevision', resource: revision, retryable: false });
}

/**
 * How a delete ended: a destroy run that failed leaves the deployment, in state `FAILED`. Throws `ServiceError`.
 * @param createTime of the deployment that was to go: another one of that name was made since
 */
export async function deleteOutcome(
  deployment: string,
  createTime: string | undefined,
  api: ConfigApi,
): Promise<SubmitResult> {
  const left = await findDeployment(api, deployment);
  if (left === undefined) return { outcome: 'deleted' };
  if (left.createTime !== createTime)
    return { outcome: 'superseded', message: 'it was deleted and made again meanwhile' };
  const { stateDetail, errorCode, tfErrors, deleteLogs } = left;
  const failure: SubmitFailure = {
    message: stateDetail || `the deployment is still there, ${left.state}`,
    tfErrors: tfErrors ?? [],
    ...(errorCode !== undefined && { errorCode }),
    ...(deleteLogs !== undefined && { logs: deleteLogs }),
  };
  return { outcome: 'failed', failure };
}

/** The failure of an operation that ended with an error of its own (not of Terraform). */
export function operationFailure({ name, error }: Operation): SubmitFailure {
  return { message: error?.message || `operation ${name ?? ''} failed with code ${error?.code ?? 0}`, tfErrors: [] };
}

/** The failure of a Terraform run, as its revision tells it, or else the deployment. */
function runFailure(deployment: Deployment, revision: Revision): SubmitFailure {
  const { errorCode, errorLogs, tfErrors, stateDetail } = { ...deployment, ...revision };
  return {
    message: stateDetail || `the deployment is ${deployment.state ?? 'in no known state'}`,
    tfErrors: tfErrors ?? [],
    ...(errorCode !== undefined && { errorCode }),
    ...(revision.name !== undefined && { revision: revision.name }),
    ...(errorLogs !== undefined && { errorLogs }),
    ...(revision.logs !== undefined && { logs: revision.logs }),
  };
}

import type { Deployment } from '../config-api/deployment.ts';
import type { Operation } from '../config-api/operation.ts';
import type { Revision } from '../config-api/revision.ts';
import { ServiceError } from '../errors.ts';
import type { Bundle } from '../render/bundle.ts';
import type { EventListener, SubmitFailure, SubmitResult } from './events.ts';
import { packageModule } from './package-module.ts';
import { type StagingStore, stagingBucket } from './staging-store.ts';
import { planSubmission, type SubmissionPlan, updateFields } from './submission-plan.ts';
import { type WatchContext, watchOperation } from './watch-operation.ts';

/** What submitting needs of the world. */
export interface SubmitContext extends WatchContext {
  readonly storage: StagingStore;
  /** A fresh UUID for every mutation. */
  readonly newRequestId: () => string;
  /** Deployment names by environment, for values that come from another deployment. */
  readonly deploymentNames: ReadonlyMap<string, string>;
}

/**
 * Brings one bundle to Infrastructure Manager: uploads the module, creates or updates the deployment, waits, and reads the outcome.
 * Does nothing when the newest applied revision is this very bundle. Refusals of the service become a `failed` result, reported like any other.
 */
export async function deployBundle(
  bundle: Bundle,
  context: SubmitContext,
  listen: EventListener,
): Promise<SubmitResult> {
  return reportingResult(bundle.environment, listen, async () => {
    const plan = await planSubmission(bundle, context.api, context.deploymentNames);
    listen({
      kind: 'planned',
      environment: bundle.environment,
      deployment: plan.name,
      action: plan.action,
      reasons: plan.reasons,
    });
    if (plan.action !== 'unchanged') {
      const gcsSource = await uploadModule(bundle, context, listen);
      const operation = await submit(plan, gcsSource, context);
      listen({ kind: 'submitted', environment: bundle.environment, operation: operation.name ?? '' });
      const done = await watchOperation(operation, context, (step) =>
        listen({ kind: 'step', environment: bundle.environment, step }),
      );
      if (done.error !== undefined) return { outcome: 'failed', failure: operationFailure(done) };
    }
    return readOutcome(plan, context);
  });
}

/** Runs `work`, turns a refusal of the service into a `failed` result, and reports the result. */
export async function reportingResult(
  environment: string,
  listen: EventListener,
  work: () => Promise<SubmitResult>,
): Promise<SubmitResult> {
  let result: SubmitResult;
  try {
    result = await work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    result = { outcome: 'failed', failure: { message: error.message, tfErrors: [] } };
  }
  listen({ kind: 'result', environment, result });
  return result;
}

/** The failure of an operation that ended with an error of its own (not of Terraform). */
export function operationFailure({ name, error }: Operation): SubmitFailure {
  return { message: error?.message || `operation ${name ?? ''} failed with code ${error?.code ?? 0}`, tfErrors: [] };
}

async function uploadModule(bundle: Bundle, { storage }: SubmitContext, listen: EventListener): Promise<string> {
  const { project, location } = bundle.submission;
  const bucket = stagingBucket(project);
  const { objectName, bytes } = packageModule(bundle);
  await storage.ensureBucket(bucket, project, location);
  const generation = await storage.putObject(bucket, objectName, bytes);
  const source = `gs://${bucket}/${objectName}#${generation}`;
  listen({ kind: 'uploaded', environment: bundle.environment, source, sizeBytes: bytes.length });
  return source;
}

async function submit(
  plan: SubmissionPlan,
  gcsSource: string,
  { api, newRequestId }: SubmitContext,
): Promise<Operation> {
  const deployment: Deployment = {
    ...plan.deployment,
    terraformBlueprint: { ...plan.deployment.terraformBlueprint, gcsSource },
  };
  const requestId = newRequestId();
  if (plan.action === 'update')
    return api.updateDeployment({ deployment, updateMask: updateFields.join(','), requestId });
  const [parent = '', deploymentId = ''] = plan.name.split('/deployments/');
  return api.createDeployment({ parent, deploymentId, deployment, requestId });
}

/** A failed Terraform run does not fail the operation: the deployment's own state tells. */
async function readOutcome(plan: SubmissionPlan, { api }: SubmitContext): Promise<SubmitResult> {
  const deployment = await api.getDeployment(plan.name);
  const revision =
    deployment.latestRevision === undefined ? undefined : await api.getRevision(deployment.latestRevision);
  if (deployment.state === 'ACTIVE' && revision?.state === 'APPLIED') {
    const outcome = plan.action === 'unchanged' ? 'unchanged' : 'applied';
    return { outcome, deployment, revision: revision.name ?? '', outputs: revision.applyResults?.outputs ?? {} };
  }
  return { outcome: 'failed', failure: runFailure(deployment, revision) };
}

/** The failure of a Terraform run, as its revision tells it, or else the deployment. */
function runFailure(deployment: Deployment, revision: Revision | undefined): SubmitFailure {
  const { errorCode, errorLogs, tfErrors, stateDetail } = { ...deployment, ...revision };
  return {
    message: stateDetail || `the deployment is ${deployment.state ?? 'in no known state'}`,
    tfErrors: tfErrors ?? [],
    ...(errorCode !== undefined && { errorCode }),
    ...(revision?.name !== undefined && { revision: revision.name }),
    ...(errorLogs !== undefined && { errorLogs }),
    ...(revision?.logs !== undefined && { logs: revision.logs }),
  };
}

import type { Deployment } from '../config-api/deployment.ts';
import type { Bundle } from '../render/bundle.ts';
import { carryOut } from './carry-out.ts';
import type { EventListener, SubmitResult } from './events.ts';
import { holdDeployment, type SubmitContext } from './hold-deployment.ts';
import { markOf } from './inspect-deployment.ts';
import type { Intent } from './journal-record.ts';
import type { Mutation } from './mutation.ts';
import { packageModule } from './package-module.ts';
import { revisionOutcome } from './read-outcome.ts';
import { stagingBucket } from './staging-store.ts';
import {
  deploymentName,
  planSubmission,
  revisionUnderWay,
  type SubmissionPlan,
  updateFields,
} from './submission-plan.ts';
import { waitUntilIdle } from './watch-operation.ts';

/**
 * Brings one bundle to Infrastructure Manager: settles what an earlier run left open, uploads the module, creates or updates the
 * deployment, waits, and reads the outcome. Does nothing when the newest applied revision is this very bundle. Refusals of the service
 * become a `failed` result, reported like any other.
 */
export async function deployBundle(
  bundle: Bundle,
  context: SubmitContext,
  listen: EventListener,
): Promise<SubmitResult> {
  const { environment } = bundle;
  return holdDeployment({ environment, deployment: deploymentName(bundle) }, context, listen, async (page) => {
    await waitForSameBundle(bundle, context, listen);
    const plan = await planSubmission(bundle, context.api, context.deploymentNames);
    const { name: deployment, action, reasons } = plan;
    listen({ kind: 'planned', environment, deployment, action, reasons });
    if (action === 'unchanged') return unchanged(plan, context);
    const gcsSource = await uploadModule(bundle, context, listen);
    return carryOut(intentOf(bundle, plan, gcsSource, context.newRequestId()), page, context, listen);
  });
}

/** A run on a machine that is gone (of a pipeline, say) took its journal with it; what it began of this very bundle is not begun again. */
async function waitForSameBundle(bundle: Bundle, context: SubmitContext, listen: EventListener): Promise<void> {
  const revision = await revisionUnderWay(bundle, context.api);
  if (revision === undefined) return;
  const deployment = deploymentName(bundle);
  listen({ kind: 'waiting', environment: bundle.environment, deployment, revision });
  await waitUntilIdle(deployment, context);
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

function intentOf(bundle: Bundle, plan: SubmissionPlan, gcsSource: string, requestId: string): Intent {
  const { environment, contentHash } = bundle;
  return {
    environment,
    deployment: plan.name,
    contentHash,
    mutation: mutationOf(plan, gcsSource, requestId),
    ...(plan.existing !== undefined && { before: markOf(plan.existing) }),
  };
}

function mutationOf(plan: SubmissionPlan, gcsSource: string, requestId: string): Mutation {
  const deployment: Deployment = {
    ...plan.deployment,
    terraformBlueprint: { ...plan.deployment.terraformBlueprint, gcsSource },
  };
  if (plan.action === 'update') {
    const updateMask = updateFields.join(',');
    return { method: 'UpdateDeployment', request: { deployment, updateMask, requestId } };
  }
  const [parent = '', deploymentId = ''] = plan.name.split('/deployments/');
  return { method: 'CreateDeployment', request: { parent, deploymentId, deployment, requestId } };
}

async function unchanged({ name, existing }: SubmissionPlan, { api }: SubmitContext): Promise<SubmitResult> {
  const result = await revisionOutcome(name, existing?.latestRevision ?? '', api);
  return result.outcome === 'applied' ? { ...result, outcome: 'unchanged' } : result;
}

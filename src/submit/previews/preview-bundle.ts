import type { PreviewStep } from '../../config-api/enums.ts';
import { ServiceError } from '../../errors.ts';
import type { Bundle } from '../../render/bundle.ts';
import type { DeploymentsApi } from '../api/deployments-api.ts';
import { stageModule } from '../stage-module.ts';
import type { StagingStore } from '../staging-store.ts';
import { deploymentName, planSubmission } from '../submission-plan.ts';
import { fingerprintOf } from './fingerprint.ts';
import { previewOfPlan } from './preview-request.ts';
import { type PreviewContext, type PreviewResult, runPreview } from './run-preview.ts';

/** What previewing bundles needs of the world. */
export interface BundlePreviewContext extends PreviewContext {
  readonly api: PreviewContext['api'] & DeploymentsApi;
  readonly storage: StagingStore;
  /** Deployment names by environment, for values that come from another deployment. */
  readonly deploymentNames: ReadonlyMap<string, string>;
}

/** A preview of exactly one bundle. */
export interface BundlePreview {
  /** Full name of the deployment it is about. */
  readonly deployment: string;
  /** Of what it is a preview; compare with `previewObjection`. Absent when it was not known what would be submitted. */
  readonly fingerprint?: string;
  readonly result: PreviewResult;
}

/**
 * Previews what deploying a bundle would do: uploads the module as a deploy would, makes the preview against the deployment where there
 * is one, and reads what it found. Refusals of the service are a `failed` result.
 */
export async function previewBundle(
  bundle: Bundle,
  context: BundlePreviewContext,
  options: { readonly keep: boolean; readonly onStep: (step: PreviewStep) => void },
): Promise<BundlePreview> {
  const deployment = deploymentName(bundle);
  let fingerprint: string | undefined;
  try {
    const plan = await planSubmission(bundle, context.api, context.deploymentNames);
    fingerprint = fingerprintOf(bundle.moduleHash, plan.deployment);
    const { source } = await stageModule(bundle, context.storage);
    const request = previewOfPlan(plan, source, fingerprint, context.newRequestId());
    return { deployment, fingerprint, result: await runPreview(request, context, options) };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const failure = { message: error.message, tfErrors: [] };
    return { deployment, ...(fingerprint && { fingerprint }), result: { outcome: 'failed', failure } };
  }
}

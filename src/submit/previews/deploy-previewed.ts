import { ServiceError } from '../../errors.ts';
import type { Bundle } from '../../render/bundle.ts';
import { deployBundle } from '../deploy.ts';
import type { EventListener, SubmitResult } from '../events.ts';
import type { SubmitContext } from '../hold-deployment.ts';
import { planSubmission } from '../submission-plan.ts';
import { unlessMissing } from '../unless-missing.ts';
import { fingerprintOf, previewObjection } from './fingerprint.ts';

/**
 * Deploys a bundle if it is what was previewed: the preview of that full name is finished, still holds, and is of this module and these
 * fields. Without a name there was nothing to preview, and there must be nothing to submit. Anything else is a `failed` result, and
 * nothing is submitted.
 */
export async function deployPreviewed(
  bundle: Bundle,
  preview: string | undefined,
  context: SubmitContext,
  listen: EventListener,
): Promise<SubmitResult> {
  const objection = await objectionTo(bundle, preview, context).catch((error: unknown) => {
    if (error instanceof ServiceError) return error.message;
    throw error;
  });
  if (objection === undefined) return deployBundle(bundle, context, listen);
  const result: SubmitResult = { outcome: 'failed', failure: { message: objection, tfErrors: [] } };
  listen({ kind: 'result', environment: bundle.environment, result });
  return result;
}

async function objectionTo(
  bundle: Bundle,
  preview: string | undefined,
  { api, deploymentNames }: SubmitContext,
): Promise<string | undefined> {
  const plan = await planSubmission(bundle, api, deploymentNames);
  if (plan.action === 'unchanged') return undefined;
  if (preview === undefined)
    return 'it changed after it was looked at, so this was not previewed; nothing was submitted';
  const found = await unlessMissing(api.getPreview(preview));
  const why =
    found === undefined
      ? 'it is gone, as when the deployment was changed by somebody else'
      : previewObjection(found, fingerprintOf(bundle.moduleHash, plan.deployment));
  return why === undefined ? undefined : `the preview ${preview} does not hold: ${why}; nothing was submitted`;
}

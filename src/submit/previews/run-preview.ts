import type { PreviewStep } from '../../config-api/enums.ts';
import type { Operation } from '../../config-api/operation.ts';
import type { Preview, ResourceChange, ResourceDrift } from '../../config-api/preview.ts';
import { ServiceError } from '../../errors.ts';
import type { OperationsApi } from '../api/operations-api.ts';
import type { PreviewsApi } from '../api/previews-api.ts';
import type { SubmitFailure } from '../events.ts';
import { unlessMissing } from '../unless-missing.ts';
import { pollOperation, type WatchContext } from '../watch-operation.ts';
import { type PreviewRequest, previewName } from './preview-request.ts';

/** What making previews needs of the world. */
export interface PreviewContext extends WatchContext {
  readonly api: PreviewsApi & OperationsApi;
  /** The same by calls that an interruption does not stop: a preview that is not wanted any more is removed all the same. */
  readonly cleanUpApi: PreviewsApi & OperationsApi;
  /** A fresh UUID for every mutation. */
  readonly newRequestId: () => string;
}

/** What a preview found, or why there is none. */
export type PreviewResult = PreviewFindings | { readonly outcome: 'failed'; readonly failure: SubmitFailure };

/** A finished preview. */
export interface PreviewFindings {
  readonly outcome: 'previewed';
  readonly preview: Preview;
  /** Every resource, those that stay as they are too, in the service's order. */
  readonly changes: readonly ResourceChange[];
  /** Resources that differ from their state, in the service's order. */
  readonly drifts: readonly ResourceDrift[];
}

/** How a preview is made. */
export interface PreviewOptions {
  /** Whether it is left in the service when it succeeded; otherwise it is removed at the end, however that comes. */
  readonly keep: boolean;
  /** Hears of every new step once. */
  readonly onStep: (step: PreviewStep) => void;
}

/**
 * Makes a preview, waits for it, reads what it found and removes it. Refusals of the service are a `failed` result.
 * @throws what is no refusal, such as an interruption; the preview is removed then too.
 */
export async function runPreview(
  request: PreviewRequest,
  context: PreviewContext,
  { keep, onStep }: PreviewOptions,
): Promise<PreviewResult> {
  let started: Operation | undefined;
  let result: PreviewResult | undefined;
  try {
    started = await context.api.createPreview({ ...request, requestId: context.newRequestId() });
    const done = await pollOperation(started, context, newSteps(onStep));
    started = done;
    result = await readPreview(previewName(request), done, context.api);
    return result;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    result = { outcome: 'failed', failure: { message: error.message, tfErrors: [] } };
    return result;
  } finally {
    if (!keep || result?.outcome !== 'previewed') await removePreview(previewName(request), context, started);
  }
}

/**
 * Removes a preview; one that is not there is fine. One that still runs (`started` is not done) is stopped first. What goes wrong is
 * let be: the service removes previews of a deployment with its next update.
 */
export async function removePreview(name: string, context: PreviewContext, started?: Operation): Promise<void> {
  const { cleanUpApi: api, newRequestId } = context;
  const patient = { ...context, api, signal: undefined };
  try {
    if (started?.name !== undefined && started.done !== true) {
      await api.cancelOperation({ name: started.name });
      await pollOperation(started, patient, () => {});
    }
    const operation = await unlessMissing(api.deletePreview({ name, requestId: newRequestId() }));
    if (operation !== undefined) await pollOperation(operation, patient, () => {});
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

function newSteps(onStep: (step: PreviewStep) => void): (operation: Operation) => void {
  let last: PreviewStep | undefined;
  return ({ metadata }) => {
    const step = metadata?.previewMetadata?.step;
    if (step === undefined || step === last || step === 'PREVIEW_STEP_UNSPECIFIED') return;
    last = step;
    onStep(step);
  };
}

/** A failed Terraform run does not fail the operation: the preview's own state tells. */
async function readPreview(name: string, { error }: Operation, api: PreviewsApi): Promise<PreviewResult> {
  const preview = await unlessMissing(api.getPreview(name));
  if (preview?.state !== 'SUCCEEDED') return { outcome: 'failed', failure: failureOf(preview ?? {}, error?.message) };
  const [changes, drifts] = await Promise.all([api.listResourceChanges(name), api.listResourceDrifts(name)]);
  return { outcome: 'previewed', preview, changes, drifts };
}

function failureOf(preview: Preview, operationMessage: string | undefined): SubmitFailure {
  const { errorStatus, errorCode, errorLogs, logs, tfErrors, state } = preview;
  return {
    message: errorStatus?.message || operationMessage || `the preview is ${state ?? 'gone'}`,
    tfErrors: tfErrors ?? [],
    ...(errorCode !== undefined && { errorCode }),
    ...(errorLogs !== undefined && { errorLogs }),
    ...(logs !== undefined && { logs }),
  };
}

import pLimit from 'p-limit';
import { ServiceError } from '../../errors.ts';
import type { BundlePreviewContext } from '../../submit/previews/preview-bundle.ts';
import { previewOfDeployment } from '../../submit/previews/preview-request.ts';
import { type PreviewContext, type PreviewResult, runPreview } from '../../submit/previews/run-preview.ts';
import { settleAll } from '../../submit/settle-all.ts';
import { findDeployment } from '../../submit/submission-plan.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressDeployments, addressOptions } from '../deployments/address-deployments.ts';
import { allOption, checkAll } from '../deployments/all-option.ts';
import { concurrencyOption, readConcurrency } from '../deployments/fleet-options.ts';
import { progressLines } from '../deployments/progress-lines.ts';
import { formatOption } from '../deployments/records.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { workspaceSubjects } from '../deployments/workspace-subjects.ts';
import { authoredPlaces } from '../previews/authored-places.ts';
import { previewContext } from '../previews/preview-context.ts';
import { driftRecord, driftsJson, driftsText } from '../previews/show-drifts.ts';

/** `imprint drift`: what somebody changed behind the service's back. */
export const drift: Command = {
  name: 'drift',
  summary:
    'Find what differs from what was deployed, in one or all environments, with the lines that say how it should be',
  arguments: '[ENV…]',
  options: [...addressOptions, ...targetOptions, allOption, concurrencyOption, formatOption],
  examples: [
    { command: 'imprint drift prod', what: 'one environment; exits with 1 when something drifted' },
    { command: 'imprint drift --all --format json', what: 'the whole fleet, for a nightly job' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  checkAll(drift, options);
  const limit = pLimit(readConcurrency(options));
  const { deployments, exitCode } = await addressDeployments(options, io);
  const { subjects, files } = await workspaceSubjects(deployments, options, io);
  const context = previewContext(await openTarget(options, io), io);
  const progress = progressLines(
    deployments.map(({ environment }) => environment),
    io.stderr,
  );
  const records = await settleAll(
    deployments.map((deployment) =>
      limit(async () => {
        const { environment, name } = deployment;
        const subject = subjects.get(environment);
        const result = await findDrifts(name, context, (step) => progress(environment, step));
        return driftRecord({ environment, deployment: name }, result, subject && authoredPlaces(subject));
      }),
    ),
  );
  io.stdout.write((options.text('format') === 'json' ? driftsJson : driftsText)(records, files));
  if (records.some(({ outcome }) => outcome === 'failed')) return 3;
  return records.some(({ outcome }) => outcome === 'drifted') ? 1 : exitCode;
}

/** Previews a deployment as it was deployed; undefined when there is none. A refusal of the service is a failed preview: the sweep goes on. */
async function findDrifts(
  name: string,
  context: Pick<BundlePreviewContext, 'api'> & PreviewContext,
  onStep: (step: string) => void,
): Promise<PreviewResult | undefined> {
  try {
    if ((await findDeployment(context.api, name)) === undefined) return undefined;
    return await runPreview(previewOfDeployment(name, context.newRequestId()), context, { keep: false, onStep });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { outcome: 'failed', failure: { message: error.message, tfErrors: [] } };
  }
}

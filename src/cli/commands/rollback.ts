import { baseName } from '../../config-api/names.ts';
import { previewOfUpdate } from '../../submit/previews/preview-request.ts';
import { runPreview } from '../../submit/previews/run-preview.ts';
import { planRollback, type Rollback, rollBack } from '../../submit/rollback.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { type AddressedDeployment, addressOptions } from '../deployments/address-deployments.ts';
import { endOfFleet } from '../deployments/end-of-fleet.ts';
import { yesOption } from '../deployments/fleet-options.ts';
import { openJournalStore } from '../deployments/journal-place.ts';
import { oneDeployment } from '../deployments/one-deployment.ts';
import { progressLines } from '../deployments/progress-lines.ts';
import { formatOption } from '../deployments/records.ts';
import { submitContext } from '../deployments/submit-context.ts';
import { submitFleet } from '../deployments/submit-fleet.ts';
import { openTarget, type Target, targetOptions } from '../deployments/target.ts';
import { workspaceSubjects } from '../deployments/workspace-subjects.ts';
import { usage } from '../framework/parse-arguments.ts';
import { authoredPlaces } from '../previews/authored-places.ts';
import { consentOptions, readConsent, refusalLines } from '../previews/consent-options.ts';
import { previewContext } from '../previews/preview-context.ts';
import { type PreviewRecord, previewRecord } from '../previews/preview-records.ts';
import { hasChanges, previewsText } from '../previews/show-previews.ts';

/** `imprint rollback`: an earlier revision's source, applied again as a new revision. */
export const rollback: Command = {
  name: 'rollback',
  summary: 'Apply what an earlier revision had once more, after a preview of what that changes',
  arguments: 'ENV',
  options: [
    {
      name: 'to',
      value: 'ID',
      summary: 'revision to go back to, such as r-3',
      default: 'the one applied before the newest',
    },
    ...consentOptions,
    yesOption,
    ...addressOptions,
    ...targetOptions,
    formatOption,
  ],
  examples: [
    { command: 'imprint rollback prod', what: 'to the revision before the newest, after a preview and a question' },
    {
      command: 'imprint rollback prod --to r-3 --allow-replace',
      what: 'to a given one, although it replaces resources',
    },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const to = readRevision(options);
  const deployment = await oneDeployment(rollback, options, io);
  if (deployment === undefined) return 1;
  const target = await openTarget(options, io);
  const plan = await planRollback(deployment.name, to, target.api, target.objects);
  const record = await previewRollback(deployment, plan, target, options, io);
  if (record.outcome === 'failed') return 3;
  const refusals = refusalLines([record], readConsent(options));
  if (refusals.length > 0) {
    io.stderr.write(`${refusals.join('\n')}\nnothing was changed\n`);
    return 1;
  }
  const { environment } = deployment;
  const revision = baseName(plan.revision.name ?? '');
  const isAsked = target.billable && options.isSet('yes') !== true;
  if (isAsked && !(await io.confirm(`Take ${environment} back to ${revision}?`))) {
    io.stderr.write('nothing was changed; answer with yes, or pass --yes\n');
    return 1;
  }
  const context = submitContext(target, openJournalStore(options, io), io);
  const fleet = {
    maxConcurrent: 1,
    maxFailures: 0,
    format: options.text('format') === 'json' ? 'json' : 'text',
  } as const;
  const item = { environment, dependsOn: [] };
  const results = await submitFleet([item], fleet, io, (_, listen) => rollBack(environment, plan, context, listen));
  if (results.get(environment)?.outcome === 'applied')
    io.stderr.write(
      `the workspace still says otherwise: the next deploy of ${environment} undoes this unless it is changed too\n`,
    );
  return endOfFleet(results, io);
}

/** Shows what going back changes; the answer itself is what comes of it, so this stands beside it where programs read. */
async function previewRollback(
  { environment, name, ...address }: AddressedDeployment,
  { fields }: Rollback,
  target: Target,
  options: ParsedArguments,
  io: Io,
): Promise<PreviewRecord> {
  const { subjects, files } = await workspaceSubjects([{ environment, name, ...address }], options, io);
  const context = previewContext(target, io);
  const progress = progressLines([environment], io.stderr);
  const onStep = (step: string): void => progress(environment, step);
  const request = previewOfUpdate(name, fields, context.newRequestId());
  const result = await runPreview(request, context, { keep: false, onStep });
  const subject = subjects.get(environment);
  const record = previewRecord({ environment, deployment: name }, result, subject && authoredPlaces(subject));
  const stream = options.text('format') === 'json' ? io.stderr : io.stdout;
  stream.write(previewsText([record], files));
  if (record.outcome === 'previewed' && !hasChanges(record)) io.stderr.write('no resource changes by it\n');
  return record;
}

function readRevision(options: ParsedArguments): string | undefined {
  const to = options.text('to');
  if (to === undefined || /^r-\d{1,9}$/.test(to)) return to;
  throw usage(rollback, `--to is the id of a revision such as r-3, not '${to}'`);
}

import pLimit from 'p-limit';
import { previewBundle } from '../../submit/previews/preview-bundle.ts';
import { settleAll } from '../../submit/settle-all.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressDeployments } from '../deployments/address-deployments.ts';
import { allOption, checkAll } from '../deployments/all-option.ts';
import { concurrencyOption, readConcurrency } from '../deployments/fleet-options.ts';
import { prepareBundles } from '../deployments/prepare-bundles.ts';
import { progressLines } from '../deployments/progress-lines.ts';
import { formatOption } from '../deployments/records.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { textFormat } from '../deployments/text-format.ts';
import { hasFindings } from '../has-findings.ts';
import { authoredPlaces } from '../previews/authored-places.ts';
import { previewContext } from '../previews/preview-context.ts';
import { keptName, previewDeletes } from '../previews/preview-deletes.ts';
import { type PreviewRecord, previewRecord } from '../previews/preview-records.ts';
import { hasChanges, previewsJson, previewsText } from '../previews/show-previews.ts';
import { showReport } from '../show-report.ts';
import { overrideOptions, workspaceOption } from '../workspace-options.ts';
import type { VerdictFiles } from '../write-verdicts.ts';

/** `imprint preview`: what the service itself would do, by its own plan. */
export const preview: Command = {
  name: 'preview',
  summary:
    'Let Infrastructure Manager plan environments against what is deployed, and show the changes with their lines',
  arguments: '[ENV…]',
  options: [
    ...targetOptions,
    allOption,
    { name: 'delete', summary: 'preview what deleting the deployments would destroy' },
    { name: 'keep', summary: 'leave the previews in the service, for `imprint deploy --previewed`' },
    { name: 'exit-code', summary: 'exit with 1 when anything would change' },
    concurrencyOption,
    formatOption,
    ...overrideOptions,
    workspaceOption,
  ],
  examples: [
    { command: 'imprint preview dev', what: 'what deploying it would add, change, replace and destroy' },
    { command: 'imprint preview prod --keep', what: 'leave the preview there, to be reviewed and then applied' },
    { command: 'imprint preview dev --delete', what: 'what deleting it would destroy' },
  ],
  run,
};

interface Previews {
  readonly records: readonly PreviewRecord[];
  readonly files: VerdictFiles;
  /** When nothing worse happened. */
  readonly exitCode: ExitCode;
}

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  checkAll(preview, options);
  const maxConcurrent = readConcurrency(options);
  const isDelete = options.isSet('delete') === true;
  const { records, files, exitCode } = await (isDelete ? deletes : bundles)(maxConcurrent, options, io);
  const show = options.text('format') === 'json' ? previewsJson : previewsText;
  if (records.length > 0 || options.text('format') === 'json') io.stdout.write(show(records, files));
  if (records.some(({ outcome }) => outcome === 'failed')) return 3;
  return options.isSet('exit-code') === true && records.some(hasChanges) ? 1 : exitCode;
}

async function deletes(maxConcurrent: number, options: ParsedArguments, io: Io): Promise<Previews> {
  const { deployments, exitCode } = await addressDeployments(options, io);
  const context = previewContext(await openTarget(options, io), io);
  const keep = options.isSet('keep') === true;
  return { ...(await previewDeletes(deployments, context, { maxConcurrent, keep }, options, io)), exitCode };
}

async function bundles(maxConcurrent: number, options: ParsedArguments, io: Io): Promise<Previews> {
  const limit = pLimit(maxConcurrent);
  const { subjects, findings, deploymentNames } = await prepareBundles(options, io);
  const files = { sources: findings.sources, root: findings.root ?? io.cwd, cwd: io.cwd };
  if (hasFindings(findings)) await showReport(findings, textFormat(options), { ...io, stdout: io.stderr });
  if (findings.diagnostics.some(({ severity }) => severity === 'error')) {
    io.stderr.write('nothing was previewed\n');
    return { records: [], files, exitCode: 1 };
  }
  const context = previewContext(await openTarget(options, io), io, deploymentNames);
  const keep = options.isSet('keep') === true;
  const progress = progressLines(
    subjects.map(({ environment }) => environment.name),
    io.stderr,
  );
  const records = await settleAll(
    subjects.map((subject) =>
      limit(async () => {
        const { environment, bundle } = subject;
        const onStep = (step: string): void => progress(environment.name, step);
        const { result, ...about } = await previewBundle(bundle, context, { keep, onStep });
        const kept = keptName(result, keep);
        return previewRecord({ environment: environment.name, ...about, ...kept }, result, authoredPlaces(subject));
      }),
    ),
  );
  return { records, files, exitCode: 0 };
}

import { deployBundle } from '../../submit/deploy.ts';
import type { SubmitContext } from '../../submit/hold-deployment.ts';
import { type JournalStore, readJournal } from '../../submit/journal.ts';
import { deployPreviewed } from '../../submit/previews/deploy-previewed.ts';
import { deploymentName, planSubmission, revisionUnderWay, type SubmissionPlan } from '../../submit/submission-plan.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { endOfFleet } from '../deployments/end-of-fleet.ts';
import {
  concurrencyOption,
  maxFailuresOption,
  readConcurrency,
  readMaxFailures,
  yesOption,
} from '../deployments/fleet-options.ts';
import { openJournalStore } from '../deployments/journal-place.ts';
import { type PreparedBundles, prepareBundles } from '../deployments/prepare-bundles.ts';
import { formatOption } from '../deployments/records.ts';
import { submitContext } from '../deployments/submit-context.ts';
import { submitFleet } from '../deployments/submit-fleet.ts';
import { count } from '../deployments/submit-words.ts';
import { openTarget, type Target, targetOptions } from '../deployments/target.ts';
import { textFormat } from '../deployments/text-format.ts';
import { textTable } from '../deployments/text-table.ts';
import { usage } from '../framework/parse-arguments.ts';
import { hasFindings } from '../has-findings.ts';
import { previewContext } from '../previews/preview-context.ts';
import { asksForPreview, gateOptions, noGate, openPreviewGate, type PreviewGate } from '../previews/preview-gate.ts';
import { showReport } from '../show-report.ts';
import { overrideOptions, workspaceOption } from '../workspace-options.ts';

/** `imprint deploy`: check, render, upload, create or update, wait, read the outcome. */
export const deploy: Command = {
  name: 'deploy',
  summary: 'Check environments and bring them to Infrastructure Manager',
  arguments: '[ENV…]',
  options: [
    ...targetOptions,
    yesOption,
    concurrencyOption,
    maxFailuresOption,
    ...gateOptions,
    {
      name: 'as-group',
      value: 'GROUP',
      summary: 'bring up what is not there yet as one deployment group, in whose order the service itself works',
    },
    formatOption,
    ...overrideOptions,
    workspaceOption,
  ],
  examples: [
    { command: 'imprint deploy dev', what: 'one environment, after a question' },
    {
      command: 'imprint deploy --yes --format json',
      what: 'all of them, in the order of their dependencies, for a pipeline',
    },
    { command: 'imprint deploy prod --preview', what: 'shows what changes first, and applies exactly that' },
    { command: 'imprint deploy dev --target emulator', what: 'the same on an emulator of this machine' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const maxConcurrent = readConcurrency(options);
  if (options.text('as-group') !== undefined && asksForPreview(options))
    throw usage(deploy, 'a group has no preview; leave out --as-group, or --preview and --previewed');
  // A wrong value is told before the long work.
  readMaxFailures(options, 0);
  const prepared = await prepareBundles(options, io);
  const isJson = options.text('format') === 'json';
  const faults = prepared.findings.diagnostics;
  if (hasFindings(prepared.findings))
    await showReport(prepared.findings, textFormat(options), { ...io, stdout: io.stderr });
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) {
    io.stderr.write('nothing was submitted\n');
    if (isJson) refuseInJson(prepared, `the checks found ${count(errors, 'error')}`, io);
    return 1;
  }
  if (prepared.subjects.length === 0) return 0;
  const target = await openTarget(options, io);
  if (options.text('as-group') !== undefined) {
    const { deployAsGroup } = await import('../groups/deploy-as-group.ts');
    return deployAsGroup(prepared, target, options, io);
  }
  const gate = await openGate(prepared, target, maxConcurrent, options, io);
  if (gate.kind === 'shut') {
    if (isJson) refuseInJson(prepared, 'what was previewed must not be applied', io);
    return gate.exitCode;
  }
  try {
    return await submitAll(prepared, target, { maxConcurrent, previews: gate.previews }, options, io);
  } finally {
    await gate.close();
  }
}

/** What stands before the submission: previews where they are asked for, else nothing. */
async function openGate(
  prepared: PreparedBundles,
  target: Target,
  maxConcurrent: number,
  options: ParsedArguments,
  io: Io,
): Promise<PreviewGate> {
  if (!asksForPreview(options)) return noGate;
  // Settling may send again what an earlier run had begun, which nobody has previewed.
  const open = openDeployments(openJournalStore(options, io), target);
  const unsettled = prepared.subjects.filter(({ bundle }) => open.has(deploymentName(bundle)));
  if (unsettled.length > 0) {
    const names = unsettled.map(({ environment }) => environment.name).join(', ');
    io.stderr.write(`an earlier run left ${names} open: run \`imprint resume\` first\nnothing was submitted\n`);
    return { kind: 'shut', exitCode: 1 };
  }
  const context = previewContext(target, io, prepared.deploymentNames);
  return openPreviewGate(prepared, context, maxConcurrent, options, io);
}

async function submitAll(
  prepared: PreparedBundles,
  target: Target,
  {
    maxConcurrent,
    previews,
  }: { readonly maxConcurrent: number; readonly previews: ReadonlyMap<string, string> | undefined },
  options: ParsedArguments,
  io: Io,
): Promise<ExitCode> {
  const store = openJournalStore(options, io);
  const context = submitContext(target, store, io, prepared.deploymentNames);
  if (!(await hasConsent(prepared, context, { target, store }, options, io))) {
    io.stderr.write('nothing was submitted; answer with yes, or pass --yes\n');
    return 1;
  }
  const maxFailures = readMaxFailures(options, prepared.subjects.length);
  const { subjects, findings } = prepared;
  const items = subjects.map(({ bundle }) => ({
    environment: bundle.environment,
    dependsOn: bundle.submission.dependsOn,
    bundle,
  }));
  const format = options.text('format') === 'json' ? 'json' : 'text';
  const failureSources = { subjects, sources: findings.sources };
  const results = await submitFleet(
    items,
    { maxConcurrent, maxFailures, format, failureSources },
    io,
    ({ bundle, environment }, listen) =>
      previews === undefined
        ? deployBundle(bundle, context, listen)
        : deployPreviewed(bundle, previews.get(environment), context, listen),
  );
  return endOfFleet(results, io);
}

/** Asks before anything that costs money, after showing what would be done. */
async function hasConsent(
  { subjects }: PreparedBundles,
  context: SubmitContext,
  { target, store }: { readonly target: Target; readonly store: JournalStore },
  options: ParsedArguments,
  io: Io,
): Promise<boolean> {
  if (!target.billable || options.isSet('yes') === true) return true;
  const open = openDeployments(store, target);
  const rows = await Promise.all(
    subjects.map(async ({ bundle }) => {
      const name = deploymentName(bundle);
      // What an earlier run left there is not known yet, so neither is what there is to do.
      if (open.has(name)) return [bundle.environment, 'resume', `${name} (an earlier run is settled first)`];
      if ((await revisionUnderWay(bundle, context.api)) !== undefined) return [bundle.environment, 'wait', name];
      const plan = await planSubmission(bundle, context.api, context.deploymentNames);
      return [bundle.environment, plan.action, describePlan(plan)];
    }),
  );
  const changes = rows.filter(([, action]) => action !== 'unchanged').length;
  if (changes === 0) return true;
  io.stderr.write(`${textTable(['ENVIRONMENT', 'ACTION', 'DEPLOYMENT'], rows)}\n`);
  return io.confirm(
    `Submit ${count(changes, 'deployment')} to ${target.label}? This creates resources that cost money.`,
  );
}

/** Full names of the deployments that an earlier run left open at a target. */
function openDeployments(store: JournalStore, { id }: Target): ReadonlySet<string> {
  return new Set(readJournal(store).entries.flatMap(({ target, deployment }) => (target === id ? deployment : [])));
}

function describePlan({ name, reasons }: SubmissionPlan): string {
  return reasons.length === 0 ? name : `${name} (${reasons.join(', ')})`;
}

/** A program that reads the events finds a result for every environment, also when nothing was submitted. */
function refuseInJson({ environments }: PreparedBundles, why: string, io: Io): void {
  const failure = { message: `${why}; nothing was submitted`, tfErrors: [] };
  for (const environment of environments) {
    io.stdout.write(`${JSON.stringify({ kind: 'result', environment, result: { outcome: 'failed', failure } })}\n`);
  }
}

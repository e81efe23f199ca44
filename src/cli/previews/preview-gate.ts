import pLimit from 'p-limit';
import type { DeploymentSubject } from '../../check/rule.ts';
import { ServiceError } from '../../errors.ts';
import { fingerprintOf, previewObjection } from '../../submit/previews/fingerprint.ts';
import { type BundlePreview, type BundlePreviewContext, previewBundle } from '../../submit/previews/preview-bundle.ts';
import { type PreviewResult, removePreview } from '../../submit/previews/run-preview.ts';
import { settleAll } from '../../submit/settle-all.ts';
import { deploymentName, planSubmission } from '../../submit/submission-plan.ts';
import type { ExitCode, Io, Option, ParsedArguments } from '../command.ts';
import type { PreparedBundles } from '../deployments/prepare-bundles.ts';
import { progressLines } from '../deployments/progress-lines.ts';
import { authoredPlaces } from './authored-places.ts';
import { consentOptions, readConsent, refusalLines } from './consent-options.ts';
import { type PreviewRecord, previewRecord } from './preview-records.ts';
import { previewsText } from './show-previews.ts';

/** Options of commands that apply only what was previewed. */
export const gateOptions: readonly Option[] = [
  { name: 'preview', summary: 'preview first, show what changes, and apply exactly that' },
  {
    name: 'previewed',
    value: 'PREVIEW',
    repeatable: true,
    summary: 'apply what this preview shows and nothing else; its name is what `imprint preview --keep` printed',
  },
  ...consentOptions,
];

/** What came of previewing: what may be submitted, or how the command ends. */
export type PreviewGate = OpenGate | { readonly kind: 'shut'; readonly exitCode: ExitCode };

interface OpenGate {
  readonly kind: 'open';
  /** Full names of previews by environment; absent where nothing was to be previewed. */
  readonly previews?: ReadonlyMap<string, string>;
  /** Removes the previews that were made for this. */
  close(): Promise<void>;
}

/** Nothing stands in the way. */
export const noGate: PreviewGate = { kind: 'open', close: () => Promise.resolve() };

/** Whether the options ask for a preview before anything is applied. */
export function asksForPreview(options: ParsedArguments): boolean {
  return options.isSet('preview') === true || options.texts('previewed').length > 0;
}

/**
 * Previews what would be submitted, or takes the previews that were named; shows them, and finds out whether everything in them is agreed
 * to. Environments with nothing to submit have no preview. Previews that were made for this are removed by `close`.
 */
export async function openPreviewGate(
  { subjects, findings }: PreparedBundles,
  context: BundlePreviewContext,
  maxConcurrent: number,
  options: ParsedArguments,
  io: Io,
): Promise<PreviewGate> {
  const given = options.texts('previewed');
  const limit = pLimit(maxConcurrent);
  const progress = progressLines(
    subjects.map(({ environment }) => environment.name),
    io.stderr,
  );
  const made: string[] = [];
  const look = async (subject: DeploymentSubject): Promise<PreviewRecord | undefined> => {
    const { environment, bundle } = subject;
    const onStep = (step: string): void => progress(environment.name, step);
    const found = await previewUnlessUnchanged(subject, given, context, onStep);
    if (found === undefined) return undefined;
    const { result, fingerprint } = found;
    const preview = result.outcome === 'previewed' ? result.preview.name : undefined;
    if (preview !== undefined && given.length === 0) made.push(preview);
    const about = {
      environment: environment.name,
      deployment: deploymentName(bundle),
      ...(preview && { preview }),
      ...(fingerprint && { fingerprint }),
    };
    return previewRecord(about, result, authoredPlaces(subject));
  };
  const close = async (): Promise<void> => {
    await Promise.all(made.map((name) => removePreview(name, context)));
  };
  let isOpen = false;
  try {
    const looks = await settleAll(subjects.map((subject) => limit(() => look(subject))));
    const records = looks.flatMap((record) => record ?? []);
    const stream = options.text('format') === 'json' ? io.stderr : io.stdout;
    const files = { sources: findings.sources, root: findings.root ?? io.cwd, cwd: io.cwd };
    stream.write(previewsText(records.map(withoutName), files));
    const exitCode = verdictOn(records, options, io);
    if (exitCode !== 0) return { kind: 'shut', exitCode };
    isOpen = true;
    const previews = new Map(
      records.flatMap(({ environment, preview }) => (preview ? [[environment, preview] as const] : [])),
    );
    return { kind: 'open', previews, close };
  } finally {
    if (!isOpen) await close();
  }
}

/** It is removed again, so its name is of no use to anybody. */
function withoutName({ preview: _, ...record }: PreviewRecord): PreviewRecord {
  return record;
}

function verdictOn(records: readonly PreviewRecord[], options: ParsedArguments, io: Io): ExitCode {
  const refusals = refusalLines(records, readConsent(options));
  const hasFailed = records.some(({ outcome }) => outcome === 'failed');
  if (refusals.length > 0) io.stderr.write(`${refusals.join('\n')}\n`);
  if (!hasFailed && refusals.length === 0) return 0;
  io.stderr.write('nothing was submitted\n');
  return hasFailed ? 3 : 1;
}

/** The preview of a bundle: a new one, or the one among the given that is of it; undefined when there is nothing to submit. */
async function previewUnlessUnchanged(
  { bundle }: DeploymentSubject,
  given: readonly string[],
  context: BundlePreviewContext,
  onStep: (step: string) => void,
): Promise<Pick<BundlePreview, 'result' | 'fingerprint'> | undefined> {
  try {
    const plan = await planSubmission(bundle, context.api, context.deploymentNames);
    if (plan.action === 'unchanged') return undefined;
    if (given.length === 0) return await previewBundle(bundle, context, { keep: true, onStep });
    const fingerprint = fingerprintOf(bundle.moduleHash, plan.deployment);
    return { fingerprint, result: await choosePreview(given, fingerprint, context) };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { result: { outcome: 'failed', failure: { message: error.message, tfErrors: [] } } };
  }
}

/** What the preview with that fingerprint found, among those named; a failure that says of each why it is not the one. */
async function choosePreview(
  names: readonly string[],
  fingerprint: string,
  { api }: BundlePreviewContext,
): Promise<PreviewResult> {
  const objections: string[] = [];
  for (const name of names) {
    const preview = await api.getPreview(name);
    const objection = previewObjection(preview, fingerprint);
    if (objection === undefined) {
      const [changes, drifts] = await Promise.all([api.listResourceChanges(name), api.listResourceDrifts(name)]);
      return { outcome: 'previewed', preview, changes, drifts };
    }
    objections.push(`${name}: ${objection}`);
  }
  return {
    outcome: 'failed',
    failure: { message: `no preview was given that holds: ${objections.join('; ')}`, tfErrors: [] },
  };
}

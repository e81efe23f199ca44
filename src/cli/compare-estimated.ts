import { type Comparison, compareEstimates } from '../cost/compare-estimates.ts';
import { estimate } from '../cost/estimate.ts';
import type { Estimate } from '../cost/model.ts';
import { UsageError } from '../errors.ts';
import type { Io, ParsedArguments } from './command.ts';
import { type CostSubjects, environmentsToEstimate } from './cost-subjects.ts';
import { type EstimatedSubject, type EstimateSettings, estimateSubjects } from './estimate-subjects.ts';
import { withWorkspaceAt } from './workspace-at.ts';

/**
 * What each of the others costs more than the environment of a name, full or short.
 * @throws UsageError where the name is none of them, or of several
 */
export function compareWith(estimated: readonly EstimatedSubject[], name: string): readonly Comparison[] {
  // An environment with faults has no estimate; those are told.
  if (estimated.length === 0) return [];
  const named = estimated.filter(({ subject }) => subject.name === name || subject.name.endsWith(`/${name}`));
  const [base, ...more] = named;
  if (base === undefined)
    throw new UsageError(
      `there is no estimate of '${name}' to compare with\nName one environment that comes through 'imprint validate'`,
    );
  if (more.length > 0)
    throw new UsageError(
      `--compare ${name} may be ${named.map(({ subject }) => subject.name).join(' or ')}\nGive the full name`,
    );
  return estimated.filter((one) => one !== base).map((one) => compareEstimates(base.estimate, one.estimate));
}

/** What is estimated, and how. */
export interface Estimated {
  readonly estimated: readonly EstimatedSubject[];
  readonly settings: EstimateSettings;
  /** Root of the workspace, absolute. */
  readonly root: string;
  readonly terraformVersion?: string;
}

/**
 * What each costs more than at a git commit, at the same prices. One that was not there is compared with nothing; one that had faults
 * there is left out. Both are told on stderr.
 */
export function compareSince(
  reference: string,
  { estimated, settings, root, terraformVersion }: Estimated,
  options: ParsedArguments,
  io: Io,
): Promise<readonly Comparison[]> {
  const names = estimated.map(({ subject }) => subject.name);
  if (names.length === 0) return Promise.resolve([]);
  return withWorkspaceAt(reference, root, async (copy) => {
    const before = copy === undefined ? undefined : await subjectsIn(copy, names, terraformVersion, options, io);
    const estimates = before === undefined ? [] : estimateSubjects(before, settings).estimated;
    return estimated.flatMap(({ estimate: now, subject: { name } }): Comparison[] => {
      const found = estimates.find((one) => one.subject.name === name)?.estimate;
      const isThere = before !== undefined && !isUnknown(name, before);
      if (found === undefined)
        io.stderr.write(
          `${name} ${isThere ? `had faults at ${reference} and is not compared` : `is new since ${reference}`}\n`,
        );
      if (found === undefined && isThere) return [];
      const old = found ?? nothing(name, settings);
      return [compareEstimates({ ...old, name: `${name} at ${reference}` }, now)];
    });
  });
}

/** Whether there is no such environment at all; one that cannot be read is there. */
function isUnknown(name: string, { diagnostics }: CostSubjects): boolean {
  return diagnostics.some(({ code, args }) => code === 'unknown-environment' && args?.['environment'] === name);
}

/** The environments as they stand in a copy of the workspace. */
function subjectsIn(
  copy: string,
  names: readonly string[],
  terraformVersion: string | undefined,
  options: ParsedArguments,
  io: Io,
): Promise<CostSubjects> {
  const inCopy: ParsedArguments = {
    positionals: names,
    text: (name) => (name === 'workspace' ? copy : name === 'since' ? undefined : options.text(name)),
    texts: (name) => options.texts(name),
    isSet: (name) => options.isSet(name),
  };
  return environmentsToEstimate(names, terraformVersion, inCopy, io);
}

function nothing(name: string, { books }: EstimateSettings): Estimate {
  const evaluation = { resources: [], providers: new Map() };
  return estimate({ name, evaluation, book: books.book, usage: {}, hasPaidTerraform: false });
}

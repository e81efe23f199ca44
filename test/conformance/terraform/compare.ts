import type { Agreement } from '../agreement-table.ts';
import { type Count, oneCount } from '../agreement-table.ts';
import type { Change, Finding, RecordedPlan, Recording } from './recording.ts';

/** What of two recordings must be equal; `theirs` is the real terraform's. */
export interface Comparison {
  readonly theirs: Comparable;
  readonly ours: Comparable;
  readonly agreement: Omit<Agreement, 'corpus'>;
}

/** The part of a recording that two programs can agree on. */
export interface Comparable {
  readonly verdict: Verdict;
  /** Places `file:line` that terraform calls faulty; of ours those among them. Sorted. */
  readonly lines: readonly string[];
  /** Of each instance and output, by address. Absent when terraform has no plan, or ours refuses it. */
  readonly actions?: Readonly<Record<string, readonly string[]>>;
  /** Leaves of planned values, by path. Absent like `actions`. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** How far a module gets. */
export type Verdict = 'invalid' | 'plan refused' | 'planned';

/** Holds what imprint says against what terraform said. */
export function compareRecordings(terraform: Recording, imprint: Recording): Comparison {
  const lines = errorLines(terraform);
  const found = new Set(errorLines(imprint));
  const theirs = { verdict: verdictOf(terraform), lines, ...plannedOf(terraform) };
  const ours = {
    verdict: verdictOf(imprint),
    lines: lines.filter((line) => found.has(line)),
    ...(theirs.verdict === 'planned' && plannedOf(imprint)),
  };
  return { theirs, ours, agreement: agreementOf(theirs, ours) };
}

function agreementOf(theirs: Comparable, ours: Comparable): Omit<Agreement, 'corpus'> {
  const { lines, actions, values } = theirs;
  return {
    verdicts: oneCount(theirs.verdict === ours.verdict),
    ...(lines.length > 0 && { lines: oneCount(ours.lines.length === lines.length) }),
    ...(actions !== undefined && { actions: countMembers(actions, ours.actions ?? {}) }),
    ...(values !== undefined && { values: countMembers(values, ours.values ?? {}) }),
  };
}

function verdictOf({ valid, plan }: Recording): Verdict {
  if (!valid) return 'invalid';
  return plan === undefined || plan.findings.some(isError) ? 'plan refused' : 'planned';
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function errorLines({ findings, plan }: Recording): readonly string[] {
  const errors = [...findings, ...(plan?.findings ?? [])].filter(isError);
  return [...new Set(errors.flatMap(({ file, line }) => (file === undefined ? [] : [`${file}:${line}`])))].sort();
}

function plannedOf(recording: Recording): Pick<Comparable, 'actions' | 'values'> {
  const { plan } = recording;
  if (plan?.resources === undefined || verdictOf(recording) !== 'planned') return {};
  const outputs = Object.entries(plan.outputs ?? {}).map(([name, change]) => [`output.${name}`, change] as const);
  const actions = [...Object.entries(plan.resources), ...outputs].map(([name, { actions }]) => [name, actions]);
  return { actions: Object.fromEntries(actions), values: leavesOf(plan) };
}

function leavesOf({ resources = {}, outputs = {} }: RecordedPlan): Readonly<Record<string, unknown>> {
  const leaves: Record<string, unknown> = {};
  const add = (name: string, { after, unknown, sensitive }: Change): void => {
    for (const [part, value] of Object.entries({ after, unknown, sensitive }))
      addLeaves(`${name} ${part}`, value, leaves);
  };
  for (const [address, change] of Object.entries(resources)) add(address, change);
  for (const [name, change] of Object.entries(outputs)) add(`output.${name}`, change);
  return leaves;
}

function addLeaves(path: string, value: unknown, leaves: Record<string, unknown>): void {
  if (value === undefined) return;
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (members.length === 0) leaves[path] = value;
  for (const [key, member] of members) addLeaves(`${path}/${key}`, member, leaves);
}

// Of the members of both sides, those that are equal.
function countMembers(theirs: Readonly<Record<string, unknown>>, ours: Readonly<Record<string, unknown>>): Count {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];
  const agreed = names.filter((name) => JSON.stringify(theirs[name]) === JSON.stringify(ours[name]));
  return { agreed: agreed.length, compared: names.length };
}

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { UsageError } from '../errors.ts';
import type { PolicySet, Verdict } from '../policy/model.ts';
import { checkPolicies, type PolicyCheck } from '../policy/verdicts/check-policies.ts';
import { loadCustomChecker } from '../policy/verdicts/load-custom-checker.ts';
import { verdictPlaces } from '../policy/verdicts/verdict-diagnostics.ts';
import type { Io } from './command.ts';
import { type PolicySubject, type PolicySubjects, policyFolder } from './policy-subjects.ts';
import { readPolicies } from './read-policies.ts';
import { shownPath } from './shown-path.ts';

/** A subject with its verdicts. */
export interface CheckedSubject {
  readonly subject: PolicySubject;
  readonly set: PolicySet;
  readonly verdicts: readonly Verdict[];
  readonly placeOf: ReturnType<typeof verdictPlaces>;
}

/** Subjects with their verdicts, and what was found on the way. */
export interface CheckedSubjects {
  readonly checked: readonly CheckedSubject[];
  /** Faults of policies: with an error among them nothing was judged by those. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the policy files too. */
  readonly sources: ReadonlyMap<string, string>;
}

/** How subjects are checked. */
export interface CheckSettings extends Pick<PolicyCheck, 'only' | 'withDefaults'> {
  /** `--policies`. */
  readonly policies?: string;
  /** `--project`: `projects/id`. */
  readonly project?: string;
}

/** Policies of one folder, ready to be held against subjects. */
export interface OpenPolicies {
  readonly set: PolicySet;
  readonly custom?: PolicyCheck['custom'];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Reads a folder of policies and makes ready its custom constraints; files are named relative to `root`.
 * @throws UsageError where it is not there, or holds none: by nothing, everything would pass
 */
export async function openPolicies(
  folder: string,
  { root, facts, given }: Pick<PolicySubjects, 'root' | 'facts' | 'given'>,
): Promise<OpenPolicies> {
  const variables = given?.folders.has(folder) ? given.variables : undefined;
  const { set, sources, diagnostics } = await readPolicies([folder], root, variables);
  if (sources.size === 0 && diagnostics.length === 0) {
    throw new UsageError(`there are no policies in '${shownPath(folder, root)}': no YAML, JSON or Terraform file`);
  }
  const loaded = await loadCustomChecker(set, facts);
  return {
    set,
    sources,
    diagnostics: [...diagnostics, ...loaded.diagnostics],
    ...(loaded.custom && { custom: loaded.custom }),
  };
}

/** Holds the policies of each subject against it. A folder of policies is read once. */
export async function checkSubjects(
  subjects: PolicySubjects,
  { policies, project, ...settings }: CheckSettings,
  io: Io,
): Promise<CheckedSubjects> {
  const opened = new Map<string, OpenPolicies>();
  const checked: CheckedSubject[] = [];
  for (const subject of subjects.subjects) {
    const folder = policyFolder(subject, policies, io);
    const open = opened.get(folder) ?? (await openPolicies(folder, subjects));
    opened.set(folder, open);
    if (!open.diagnostics.some(isError))
      checked.push(checkSubject(subject, open, { ...settings, ...(project && { project }) }));
  }
  return {
    checked,
    diagnostics: [...opened.values()].flatMap(({ diagnostics }) => diagnostics).filter(isError),
    sources: new Map([...subjects.sources, ...[...opened.values()].flatMap(({ sources }) => [...sources])]),
  };
}

/** Holds policies against one subject. */
export function checkSubject(
  subject: PolicySubject,
  { set, custom }: Pick<OpenPolicies, 'set' | 'custom'>,
  { project = subject.project, ...settings }: Omit<CheckSettings, 'policies'> = {},
): CheckedSubject {
  const { evaluation, findPlace } = subject;
  const verdicts = checkPolicies({
    evaluation,
    set,
    ...settings,
    ...(project !== undefined && { project }),
    ...(custom && { custom }),
  });
  return {
    subject: { ...subject, ...(project !== undefined && { project }) },
    set,
    verdicts,
    placeOf: verdictPlaces(evaluation, findPlace),
  };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

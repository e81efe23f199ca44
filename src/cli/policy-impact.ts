import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';
import type { PolicySet, Verdict } from '../policy/model.ts';
import { constraintsOf, withChange, withoutChange } from '../policy/verdicts/change-policies.ts';
import { loadCustomChecker } from '../policy/verdicts/load-custom-checker.ts';
import { checkSubject, type OpenPolicies, openPolicies } from './check-subjects.ts';
import type { Io } from './command.ts';
import { type PolicySubject, type PolicySubjects, policyFolder } from './policy-subjects.ts';
import { readPolicies } from './read-policies.ts';

/** What changes for a subject. */
export interface SubjectImpact {
  readonly name: string;
  /** Violations there would be and are not now. */
  readonly breaks: readonly PlacedVerdict[];
  /** Violations there are now and would no longer be. */
  readonly frees: readonly PlacedVerdict[];
  /** What would be open and is not now. */
  readonly opens: readonly PlacedVerdict[];
}

/** A verdict and where its author finds it. */
export interface PlacedVerdict {
  readonly verdict: Verdict;
  readonly location?: Location;
}

/** What a change does to all subjects. */
export interface PolicyImpact {
  readonly constraints: readonly string[];
  readonly subjects: readonly SubjectImpact[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** Compares the verdicts of subjects with and without the policies of a file. */
export async function policyImpact(
  subjects: PolicySubjects,
  request: { readonly file: string; readonly isRemoval: boolean; readonly policies?: string },
  io: Io,
): Promise<PolicyImpact> {
  const change = await readPolicies([resolve(io.cwd, request.file)], subjects.root);
  const faults: Diagnostic[] = [...change.diagnostics.filter(isError)];
  const sources = new Map([...subjects.sources, ...change.sources]);
  const folders = new Map<string, Comparison>();
  const found: SubjectImpact[] = [];
  for (const subject of faults.length > 0 ? [] : subjects.subjects) {
    const folder = policyFolder(subject, request.policies, io);
    const known = folders.get(folder);
    const comparison = known ?? (await compareFolder(folder, change.set, request.isRemoval, subjects));
    if (known === undefined) {
      folders.set(folder, comparison);
      faults.push(...comparison.diagnostics);
      for (const [file, text] of comparison.now.sources) sources.set(file, text);
    }
    if (comparison.diagnostics.length === 0) found.push(compareSubject(subject, comparison, constraintsOf(change.set)));
  }
  return { constraints: constraintsOf(change.set), subjects: found, diagnostics: faults, sources };
}

interface Comparison {
  readonly now: OpenPolicies;
  readonly later: Pick<OpenPolicies, 'set' | 'custom'>;
  readonly diagnostics: readonly Diagnostic[];
}

async function compareFolder(
  folder: string,
  change: PolicySet,
  isRemoval: boolean,
  subjects: PolicySubjects,
): Promise<Comparison> {
  const now = await openPolicies(folder, subjects);
  const set = isRemoval ? withoutChange(now.set, change) : withChange(now.set, change);
  const { custom, diagnostics } = await loadCustomChecker(set, subjects.facts);
  return {
    now,
    later: { set, ...(custom && { custom }) },
    diagnostics: [...now.diagnostics, ...diagnostics].filter(isError),
  };
}

function compareSubject(
  subject: PolicySubject,
  { now, later }: Comparison,
  constraints: readonly string[],
): SubjectImpact {
  const [before, after] = [now, later].map((policies) => verdictsOf(subject, policies, constraints)) as [
    Placed,
    Placed,
  ];
  return {
    name: subject.name,
    breaks: difference(after, before, 'VIOLATION'),
    frees: difference(before, after, 'VIOLATION'),
    opens: difference(after, before, 'UNDECIDED'),
  };
}

type Placed = ReadonlyMap<string, PlacedVerdict>;

function verdictsOf(
  subject: PolicySubject,
  policies: Pick<OpenPolicies, 'set' | 'custom'>,
  constraints: readonly string[],
): Placed {
  return new Map(
    constraints.flatMap((only) => {
      const { verdicts, placeOf } = checkSubject(subject, policies, { only });
      return verdicts
        .filter(({ mode }) => mode === 'live')
        .map((verdict): [string, PlacedVerdict] => {
          const location = placeOf(verdict)?.location;
          return [`${only} ${verdict.address ?? ''} ${verdict.verdict}`, { verdict, ...(location && { location }) }];
        });
    }),
  );
}

function difference(of: Placed, without: Placed, kind: Verdict['verdict']): readonly PlacedVerdict[] {
  return [...of].filter(([key, { verdict }]) => verdict.verdict === kind && !without.has(key)).map(([, one]) => one);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

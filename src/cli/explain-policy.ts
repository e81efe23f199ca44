import type { Location } from '../diagnostics/range.ts';
import { constraintByName } from '../policy/constraints/constraint-table.ts';
import { type ConstraintFacts, effectivePolicy } from '../policy/effective/effective-policy.ts';
import type { EffectiveDecision, EffectivePolicy, Mode, PolicyValue, Verdict } from '../policy/model.ts';
import { nodeOfResource } from '../policy/verdicts/node-of-resource.ts';
import type { CheckedSubject } from './check-subjects.ts';
import { placeText, type VerdictFiles } from './write-verdicts.ts';

/** How a constraint comes to its verdicts, as text: what it tests, what holds where and who said so, and each resource with its trace. */
export function explainPolicy(name: string, checked: readonly CheckedSubject[], files: VerdictFiles): string {
  const place = placeText(files);
  const lines = [
    ...describeConstraint(name, checked),
    ...checked.flatMap((one) => ['', `# ${one.subject.name}`, ...explainSubject(name, one, place)]),
  ];
  return `${lines.join('\n')}\n`;
}

type PlaceText = (location: Location | undefined) => string;

function describeConstraint(name: string, checked: readonly CheckedSubject[]): readonly string[] {
  const row = constraintByName(name);
  if (row === undefined) {
    const custom = checked.flatMap(({ set }) => set.customConstraints).find((one) => one.name === name);
    if (custom === undefined) return [`${name} is not defined`];
    const { displayName = name, actionType, condition, resourceTypes } = custom;
    return [`${name}: ${displayName}`, `  ${actionType} on ${resourceTypes.join(', ')} where`, `  ${condition.trim()}`];
  }
  const { kind, summary, certainty, source, limits, undecidable, allowsByDefault } = row;
  return [
    `${name}: ${summary}`,
    `  ${kind} constraint, ${certainty}; without a policy ${defaultText(kind, allowsByDefault)}`,
    ...(undecidable === undefined ? [] : [`  not decided by a module: ${undecidable}`]),
    ...(limits === undefined ? [] : [`  limits: ${limits}`]),
    `  ${source}`,
  ];
}

function defaultText(kind: string, allows: boolean): string {
  if (kind === 'list') return allows ? 'every value is allowed' : 'no value is allowed';
  return allows ? 'it is not enforced' : 'it is enforced';
}

function explainSubject(name: string, { subject, set, verdicts, placeOf }: CheckedSubject, place: PlaceText) {
  const { evaluation, project } = subject;
  const facts: ConstraintFacts = constraintByName(name) ?? { name, kind: 'custom', allowsByDefault: true };
  const managed = evaluation.resources.filter(({ mode }) => mode === 'managed');
  const nodes = new Set(managed.map((resource) => nodeOfResource(resource, evaluation, project)));
  const lines: string[] = [];
  for (const mode of ['live', 'dryRun'] as const) {
    for (const node of nodes) {
      if (node === undefined) continue;
      const policy = effectivePolicy(set, facts, node, mode);
      if (mode === 'live' || policy.decidedBy.length > 0) lines.push(...describePolicy(policy, mode, place));
    }
    const own = verdicts.filter((verdict) => verdict.mode === mode);
    lines.push(...own.flatMap((verdict) => describeVerdict(verdict, place(placeOf(verdict)?.location))));
  }
  return lines;
}

function describePolicy(
  { node, decision, decidedBy }: EffectivePolicy,
  mode: Mode,
  place: PlaceText,
): readonly string[] {
  const about = mode === 'dryRun' ? `${node}, dry run` : node;
  const by = decidedBy.map(({ node: from, location }) => `    by ${from}, ${place(location)}`);
  return [`  ${about}: ${describeDecision(decision)}`, ...(by.length > 0 ? by : ['    by no policy'])];
}

function describeDecision(decision: EffectiveDecision): string {
  switch (decision.kind) {
    case 'default':
      return decision.allows ? 'the default, which allows' : 'the default, which restricts';
    case 'boolean':
      return `${decision.enforced ? 'enforced' : 'not enforced'}${parametersText(decision.parameters)}`;
    case 'undecided':
      return `open: ${decision.reason}`;
    case 'list': {
      const allowed = decision.allowAll ? 'all' : valuesText(decision.allowed);
      const denied = decision.denyAll ? 'all' : valuesText(decision.denied);
      return [allowed && `allows ${allowed}`, denied && `denies ${denied}`].filter(Boolean).join('; ');
    }
  }
}

function parametersText(parameters: Readonly<Record<string, unknown>>): string {
  return Object.keys(parameters).length === 0 ? '' : ` with ${JSON.stringify(parameters)}`;
}

function valuesText(values: readonly PolicyValue[]): string {
  return values.map(({ form, value }) => (form === 'is' ? value : `${form}:${value}`)).join(', ');
}

function describeVerdict(verdict: Verdict, where: string): readonly string[] {
  const { address = 'the module', reason, remedy, trace } = verdict;
  return [
    '',
    `  ${verdict.verdict.padEnd(9)} ${address}${where === '' ? '' : `, ${where}`}`,
    `    ${reason}`,
    ...trace.map(({ text, value }) => `    | ${text} = ${value}`),
    ...(remedy === undefined ? [] : [`    to satisfy it: ${remedy}`]),
  ];
}

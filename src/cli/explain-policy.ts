import type { Location } from '../diagnostics/range.ts';
import type { EffectiveDecision, PolicyValue, Verdict } from '../policy/model.ts';
import type { ExplainedPolicy, ExplainedSubject, PolicyExplanation } from './policy-explanation.ts';
import { placeText, type VerdictFiles } from './write-verdicts.ts';

/** How a constraint comes to its verdicts, as text: what it tests, what holds where and who said so, and each resource with its trace. */
export function explainPolicy(explanation: PolicyExplanation, files: VerdictFiles): string {
  const place = placeText(files);
  const lines = [
    ...describeConstraint(explanation),
    ...explanation.subjects.flatMap((one) => ['', `# ${one.name}`, ...explainSubject(one, place)]),
  ];
  return `${lines.join('\n')}\n`;
}

type PlaceText = (location: Location | undefined) => string;

function describeConstraint({ name, row, custom }: PolicyExplanation): readonly string[] {
  if (row === undefined) {
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

function explainSubject({ policies, verdicts }: ExplainedSubject, place: PlaceText): readonly string[] {
  return (['live', 'dryRun'] as const).flatMap((mode) => [
    ...policies.filter((policy) => policy.mode === mode).flatMap((policy) => describePolicy(policy, place)),
    ...verdicts
      .filter(({ verdict }) => verdict.mode === mode)
      .flatMap(({ verdict, location }) => describeVerdict(verdict, place(location))),
  ]);
}

function describePolicy({ node, mode, decision, origins }: ExplainedPolicy, place: PlaceText): readonly string[] {
  const about = mode === 'dryRun' ? `${node}, dry run` : node;
  const by = origins.map(({ node: from, location }) => `    by ${from}, ${place(location)}`);
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

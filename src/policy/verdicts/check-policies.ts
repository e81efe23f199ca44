import { compareText } from '../../diagnostics/order.ts';
import type { Evaluation, ResourceInstance } from '../../terraform/evaluation.ts';
import { constraintByName, constraints } from '../constraints/constraint-table.ts';
import { worst } from '../constraints/findings.ts';
import type { Constraint, ConstraintFinding } from '../constraints.ts';
import { definitionAt } from '../effective/definition-at.ts';
import { type ConstraintFacts, effectivePolicy } from '../effective/effective-policy.ts';
import type { CustomConstraint, EffectiveDecision, EffectivePolicy, Mode, PolicySet, Verdict } from '../model.ts';
import { checkInstance } from './check-instance.ts';
import { nodeOfResource } from './node-of-resource.ts';

/** Decides a constraint on an instance; without findings where it does not apply. */
type InstanceDecider = (resource: ResourceInstance) => readonly ConstraintFinding[];

/** Makes ready a custom constraint. Undefined: it cannot be read. */
export type CustomChecker = (constraint: CustomConstraint) => InstanceDecider | undefined;

/** What to check policies on. */
export interface PolicyCheck {
  readonly evaluation: Evaluation;
  readonly set: PolicySet;
  /** Project of resources that name none, nor their provider: `projects/id`. Absent: their verdicts are open. */
  readonly project?: string;
  /** Absent: what custom constraints say is left open. */
  readonly custom?: CustomChecker;
  /** Whether constraints that restrict without any policy are checked too. Default: no, since organizations differ in them. */
  readonly withDefaults?: boolean;
  /** Only this constraint. Default: all that have a policy. */
  readonly only?: string;
  /** How policies are folded. Default: `effectivePolicy`. */
  readonly effective?: typeof effectivePolicy;
}

/**
 * The verdicts of all policies on all planned resources: by constraint, mode and resource, in that order. For a constraint that has a
 * policy but no resource it applies to, and for one that nothing in a module decides, a single verdict without address.
 */
export function checkPolicies(check: PolicyCheck): readonly Verdict[] {
  const places = placeResources(check);
  return namesOf(check).flatMap((name) =>
    (['live', 'dryRun'] as const).flatMap((mode) => checkConstraint(name, mode, places, check)),
  );
}

/** Managed instances by the node whose policies hold for them; `undefined` is where that is not known. */
type Places = ReadonlyMap<string | undefined, readonly ResourceInstance[]>;

function placeResources({ evaluation, project }: PolicyCheck): Places {
  const places = new Map<string | undefined, ResourceInstance[]>();
  for (const resource of evaluation.resources) {
    if (resource.mode !== 'managed') continue;
    const node = nodeOfResource(resource, evaluation, project);
    const there = places.get(node);
    if (there === undefined) places.set(node, [resource]);
    else there.push(resource);
  }
  // Without resources the policies of the project are told all the same.
  if (places.size === 0 || evaluation.unresolvedModules.length > 0) places.set(project, places.get(project) ?? []);
  return places;
}

function namesOf({ set, withDefaults = false, only }: PolicyCheck): readonly string[] {
  if (only !== undefined) return [only];
  const restrictive = withDefaults ? constraints.filter((row) => !row.allowsByDefault && row.checker) : [];
  const names = [...set.policies.map(({ constraint }) => constraint), ...restrictive.map(({ name }) => name)];
  return [...new Set(names)].sort(compareText);
}

function checkConstraint(name: string, mode: Mode, places: Places, check: PolicyCheck): readonly Verdict[] {
  const row = constraintByName(name);
  const facts = row ?? { name, kind: 'custom', allowsByDefault: true };
  const policies = policiesAt(places, facts, mode, check);
  if (policies.size === 0) return [];
  const customAt = (node: string | undefined): CustomConstraint | undefined =>
    row === undefined ? definitionAt(check.set, name, node) : undefined;
  const verdicts = [...places].flatMap(([node, resources]) => {
    const policy = policies.get(node);
    if (policy === undefined) return [];
    return decideAll(resources, { name, mode, policy, node, row, custom: customAt(node), check });
  });
  const open = [...policies.values()]
    .flatMap((policy) => modulesLeftOpen(policy, name, mode, check))
    .slice(0, check.evaluation.unresolvedModules.length);
  const all = [...verdicts, ...open].sort((a, b) => compareText(a.address ?? '', b.address ?? ''));
  const nodes = [...policies].map(([node, policy]) => ({ policy, custom: customAt(node) }));
  const unclear = row === undefined ? nodes.find(({ custom }) => custom === undefined) : undefined;
  const spoken = unclear ?? (all.length === 0 ? nodes[0] : undefined);
  return spoken === undefined ? all : [...all, verdictOfNone(name, mode, spoken.policy, row, spoken.custom, check)];
}

/** The folded policy of each node that has one in this mode; what is not known to have none counts as having one. */
function policiesAt(
  places: Places,
  facts: ConstraintFacts,
  mode: Mode,
  { set, effective = effectivePolicy, withDefaults = false }: PolicyCheck,
): ReadonlyMap<string | undefined, EffectivePolicy> {
  const found = new Map<string | undefined, EffectivePolicy>();
  const isSet = set.policies.some(({ constraint, spec, dryRunSpec }) => {
    return constraint === facts.name && (mode === 'live' ? spec : dryRunSpec) !== undefined;
  });
  for (const node of places.keys()) {
    if (node === undefined) {
      if (isSet) found.set(node, openPolicy(facts.name));
      continue;
    }
    const policy = effective(set, facts, node, mode);
    const isDefault = mode === 'live' && withDefaults && !facts.allowsByDefault;
    if (policy.decidedBy.length > 0 || isDefault || (isSet && policy.decision.kind === 'undecided'))
      found.set(node, policy);
  }
  return found;
}

function openPolicy(constraint: string): EffectivePolicy {
  const reason = 'the project of the resource is not known, and so neither is its policy';
  return { constraint, node: '', decision: { kind: 'undecided', reason }, decidedBy: [] };
}

interface Decided {
  readonly name: string;
  readonly mode: Mode;
  readonly policy: EffectivePolicy;
  readonly node: string | undefined;
  readonly row: Constraint | undefined;
  readonly custom: CustomConstraint | undefined;
  readonly check: PolicyCheck;
}

function decideAll(resources: readonly ResourceInstance[], decided: Decided): readonly Verdict[] {
  const decide = decider(decided);
  const verdicts: Verdict[] = [];
  for (const resource of resources) {
    const found = decide(resource);
    const finding = worst(found);
    if (finding === undefined || finding.verdict === 'NOT_APPLICABLE') continue;
    verdicts.push(verdictOn(resource, summarize(finding, found), decided));
  }
  return verdicts;
}

/** What the constraint says of an instance under the policy. */
function decider({ row, custom, policy, check, node, mode }: Decided): InstanceDecider {
  if (row === undefined) return customDecider(custom && check.custom?.(custom), policy);
  const { evaluation, set, effective = effectivePolicy } = check;
  const { hierarchy } = set;
  const decisionAt = (other: string): EffectiveDecision => effective(set, row, other, mode).decision;
  const context = { policy, node, evaluation, hierarchy, decisionAt };
  return (resource) => checkInstance(row, resource, context);
}

function customDecider(decide: InstanceDecider | undefined, { decision }: EffectivePolicy): InstanceDecider {
  if (decide === undefined) return () => [];
  if (decision.kind === 'default' || (decision.kind === 'boolean' && !decision.enforced)) {
    const pass: ConstraintFinding = { verdict: 'PASS', reason: 'the constraint is not enforced here' };
    return (resource) => (decide(resource).length === 0 ? [] : [pass]);
  }
  if (decision.kind === 'boolean') return decide;
  const reason =
    decision.kind === 'undecided' ? decision.reason : 'the policy of a custom constraint can only enforce it';
  return (resource) =>
    decide(resource).map((one) => (one.verdict === 'VIOLATION' ? { ...one, verdict: 'UNDECIDED', reason } : one));
}

/** Says how many other places of the instance there are. */
function summarize(finding: ConstraintFinding, all: readonly ConstraintFinding[]): ConstraintFinding {
  const others = all.filter(({ verdict }) => verdict === finding.verdict).length - 1;
  if (finding.verdict !== 'VIOLATION' || others === 0) return finding;
  return {
    ...finding,
    reason: `${finding.reason}; and so in ${others} other ${others === 1 ? 'place' : 'places'} of it`,
  };
}

function verdictOn(resource: ResourceInstance, finding: ConstraintFinding, decided: Decided): Verdict {
  const { verdict, reason, remedy, path, trace = [], certainty } = finding;
  return {
    address: resource.address,
    resourceType: resource.type,
    verdict,
    reason,
    trace,
    certainty: certainty ?? decided.row?.certainty ?? 'documented',
    ...aboutPolicy(decided.name, decided.mode, decided.policy),
    ...(remedy !== undefined && { remedy }),
    ...(path !== undefined && { path }),
  };
}

function aboutPolicy(constraint: string, mode: Mode, { decidedBy }: EffectivePolicy) {
  const [first] = decidedBy;
  return { constraint, mode, ...(first !== undefined && { decidedBy: first.location }) };
}

/** What a module that is not at hand creates may violate anything. */
function modulesLeftOpen(policy: EffectivePolicy, name: string, mode: Mode, { evaluation }: PolicyCheck): Verdict[] {
  return evaluation.unresolvedModules.map(({ address, source }) => ({
    ...aboutPolicy(name, mode, policy),
    address,
    verdict: 'UNDECIDED',
    reason: `the module ${source} was not looked into`,
    trace: [],
    certainty: 'documented',
  }));
}

/** What is said of a constraint where no resource has a verdict. */
function verdictOfNone(
  name: string,
  mode: Mode,
  policy: EffectivePolicy,
  row: Constraint | undefined,
  custom: CustomConstraint | undefined,
  check: PolicyCheck,
): Verdict {
  const common = { ...aboutPolicy(name, mode, policy), trace: [], certainty: row?.certainty ?? 'documented' };
  const open = whyOpen(name, row, custom, check);
  if (open !== undefined) return { ...common, verdict: 'UNDECIDED', reason: open };
  return { ...common, verdict: 'NOT_APPLICABLE', reason: 'no resource of the module is subject to it' };
}

function whyOpen(
  name: string,
  row: Constraint | undefined,
  custom: CustomConstraint | undefined,
  check: PolicyCheck,
): string | undefined {
  if (row !== undefined) return row.checker === undefined ? row.undecidable : undefined;
  if (custom !== undefined && check.custom === undefined) return 'custom constraints were not looked at';
  if (custom !== undefined) return check.custom?.(custom) === undefined ? 'its condition cannot be read' : undefined;
  if (!name.startsWith('custom.')) return 'imprint knows no constraint of this name';
  return check.set.customConstraints.some((one) => one.name === name)
    ? 'the custom constraint is defined in other organizations only, or that of the project is not known'
    : 'the custom constraint is not defined';
}

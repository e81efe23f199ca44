import type { JsonValue } from '../../load/document.ts';
import type {
  EffectiveDecision,
  EffectivePolicy,
  EffectiveTags,
  Mode,
  PolicyRule,
  PolicySet,
  PolicySpec,
  PolicyValue,
} from '../model.ts';
import { effectiveTags } from './effective-tags.ts';
import { canonicalNode, lineageOf } from './lineage.ts';
import { type PoliciesByNode, policiesOf } from './policies-at.ts';

/** What folding has to know of a constraint; a `Constraint` of the table is one. */
export interface ConstraintFacts {
  /** Without `constraints/`. */
  readonly name: string;
  readonly kind: 'list' | 'boolean' | 'managed' | 'custom';
  /** What holds where no policy is set: all values are allowed, nothing is enforced; or the reverse. */
  readonly allowsByDefault: boolean;
}

/**
 * What holds for a constraint at a node (`projects/p`, by id or number).
 *
 * In the mode `dryRun` it is what would hold were the dry run live: the nearest node with a policy decides, and where that one has
 * no `dryRunSpec` nothing is tried out, which is answered as a default that allows everything, decided by nothing. What a dry run
 * inherits from is the dry run of the node above, or its live policy when it has none.
 *
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/understanding-hierarchy
 */
export function effectivePolicy(
  set: PolicySet,
  constraint: ConstraintFacts,
  node: string,
  mode: Mode,
): EffectivePolicy {
  const name = canonicalNode(set.hierarchy, node);
  const { nodes, isComplete } = lineageOf(set.hierarchy, name);
  const { layers, isClosed } = layersOf(nodes, policiesOf(set, constraint.name), constraint, mode);
  const about = { constraint: constraint.name, node: name };
  if (!isClosed && !isComplete) {
    const reason = `the hierarchy does not tell what is above ${nodes.at(-1) ?? name}`;
    return { ...about, decision: { kind: 'undecided', reason }, decidedBy: layers.map(placeOfLayer) };
  }
  const nearest = layers[0];
  if (nearest === undefined) {
    const allows = mode === 'dryRun' || constraint.allowsByDefault;
    return { ...about, decision: { kind: 'default', allows }, decidedBy: [] };
  }
  if (nearest.spec.reset) {
    const decision: EffectiveDecision = { kind: 'default', allows: constraint.allowsByDefault };
    return { ...about, decision, decidedBy: [placeOfLayer(nearest)] };
  }
  const rules = applicable(layers, effectiveTags(set.hierarchy, name));
  return { ...about, ...(constraint.kind === 'list' ? foldList(rules, layers) : pickRule(rules, nearest)) };
}

/** The policy of a node, as far as it takes part. */
interface Layer {
  readonly node: string;
  readonly spec: PolicySpec;
}

/** Policies that take part, nearest first, and whether what stands above the last one does not matter. */
function layersOf(
  nodes: readonly string[],
  policies: PoliciesByNode,
  { kind }: ConstraintFacts,
  mode: Mode,
): { readonly layers: readonly Layer[]; readonly isClosed: boolean } {
  const layers: Layer[] = [];
  for (const node of nodes) {
    const policy = policies.get(node);
    const [live, dryRun] = [setSpec(policy?.spec), setSpec(policy?.dryRunSpec)];
    if (mode === 'dryRun' && layers.length === 0 && dryRun === undefined && live !== undefined)
      return { layers, isClosed: true };
    const spec = mode === 'dryRun' ? (dryRun ?? live) : live;
    if (spec === undefined) continue;
    layers.push({ node, spec });
    if (spec.reset || kind !== 'list' || !spec.inheritFromParent) return { layers, isClosed: true };
  }
  return { layers, isClosed: false };
}

/** A spec without rules that inherits is how a policy is deleted: it is as if there were none. */
function setSpec(spec: PolicySpec | undefined): PolicySpec | undefined {
  return spec?.rules.length === 0 && spec.inheritFromParent && !spec.reset ? undefined : spec;
}

/** A rule and whether it applies; undefined is not known. */
interface AppliedRule {
  readonly node: string;
  readonly rule: PolicyRule;
  readonly applies: boolean | undefined;
}

function applicable(layers: readonly Layer[], tags: EffectiveTags): readonly AppliedRule[] {
  return layers.flatMap(({ node, spec }) =>
    // A reset above says which policies do not count further; the default it stands for is no rule.
    (spec.reset ? [] : spec.rules).map((rule) => ({
      node,
      rule,
      applies: rule.condition === undefined ? true : rule.condition.holds(tags),
    })),
  );
}

type Folded = Pick<EffectivePolicy, 'decision' | 'decidedBy'>;

/** Of a constraint that is enforced or not: a conditional rule that holds, else the one without a condition; nothing is merged. */
function pickRule(rules: readonly AppliedRule[], nearest: Layer): Folded {
  const ordered = [...rules].sort((a, b) => Number(isUnconditional(a)) - Number(isUnconditional(b)));
  const first = ordered.findIndex(({ applies }) => applies === true);
  const possible = ordered.filter(({ applies }, index) => applies === undefined && (first < 0 || index < first));
  const picked = ordered[first];
  const decidedBy = (picked ? [picked, ...possible] : possible).map(placeOfRule);
  if (picked === undefined) {
    const reason = possible[0] ? openCondition(possible[0].rule) : 'no rule of the policy applies here';
    return { decision: { kind: 'undecided', reason }, decidedBy: [...decidedBy, placeOfLayer(nearest)] };
  }
  const decision = enforcement(picked.rule);
  const differing = possible.find(({ rule }) => !isSame(enforcement(rule), decision));
  if (differing) return { decision: { kind: 'undecided', reason: openCondition(differing.rule) }, decidedBy };
  return { decision, decidedBy: [placeOfRule(picked)] };
}

function isUnconditional({ rule }: AppliedRule): boolean {
  return rule.condition === undefined;
}

function enforcement({ kind: rule, parameters = {} }: PolicyRule): EffectiveDecision {
  if (rule.kind === 'enforce') return { kind: 'boolean', enforced: rule.enforce, parameters };
  return { kind: 'undecided', reason: 'the policy sets values, but the constraint is only enforced or not' };
}

/** Of a list constraint: all rules that apply, put together. */
function foldList(rules: readonly AppliedRule[], layers: readonly Layer[]): Folded {
  const certain = rules.filter(({ applies }) => applies === true);
  const possible = rules.filter(({ applies }) => applies !== false);
  const decidedBy = possible.map(placeOfRule);
  const decision = mergeRules(certain);
  const open = possible.find(({ applies }) => applies === undefined);
  if (open && !isSame(decision, mergeRules(possible)))
    return { decision: { kind: 'undecided', reason: openCondition(open.rule) }, decidedBy };
  const wrong = certain.find(({ rule }) => rule.kind.kind === 'enforce');
  if (wrong) {
    const reason = 'the policy enforces, but the constraint is about values';
    return { decision: { kind: 'undecided', reason }, decidedBy: [placeOfRule(wrong)] };
  }
  if (certain.length > 0 && isEmpty(decision)) {
    const reason = 'the rules of the policy name no value, and what holds then is not documented';
    return { decision: { kind: 'undecided', reason }, decidedBy };
  }
  if (certain.length > 0) return { decision, decidedBy };
  const everywhere = layers.map(placeOfLayer);
  // What holds when all rules have conditions and none is met, or there is no rule, is not documented: the default is likely, but not known.
  const why = rules.length > 0 ? 'no condition of the policy is met' : 'the policy has no rules';
  const reason = `${why}, and what holds then is not documented`;
  return { decision: { kind: 'undecided', reason }, decidedBy: everywhere };
}

function mergeRules(rules: readonly AppliedRule[]): EffectiveDecision {
  const kinds = rules.map(({ rule }) => rule.kind);
  const values = kinds.flatMap((kind) => (kind.kind === 'values' ? [kind] : []));
  return {
    kind: 'list',
    allowAll: kinds.some(({ kind }) => kind === 'allowAll'),
    denyAll: kinds.some(({ kind }) => kind === 'denyAll'),
    allowed: withoutRepeats(values.flatMap(({ allowed }) => allowed)),
    denied: withoutRepeats(values.flatMap(({ denied }) => denied)),
  };
}

function isEmpty(decision: EffectiveDecision): boolean {
  if (decision.kind !== 'list') return false;
  const { allowAll, denyAll, allowed, denied } = decision;
  return !allowAll && !denyAll && allowed.length + denied.length === 0;
}

function withoutRepeats(values: readonly PolicyValue[]): readonly PolicyValue[] {
  const seen = new Set<string>();
  return values.filter(({ form, value }) => {
    const key = `${form}:${value}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether two decisions say the same, whatever the place and order of their values. */
function isSame(a: EffectiveDecision, b: EffectiveDecision): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(decision: EffectiveDecision): JsonValue {
  const texts = (values: readonly PolicyValue[]): string[] =>
    values.map(({ form, value }) => `${form}:${value}`).sort();
  if (decision.kind === 'list')
    return [decision.allowAll, decision.denyAll, texts(decision.allowed), texts(decision.denied)];
  if (decision.kind === 'boolean') return [decision.enforced, decision.parameters];
  return decision.kind === 'default' ? decision.allows : decision.reason;
}

function openCondition({ condition }: PolicyRule): string {
  return `the hierarchy does not tell whether \`${condition?.expression ?? ''}\` holds`;
}

function placeOfRule({ node, rule }: AppliedRule): EffectivePolicy['decidedBy'][number] {
  return { node, location: rule.location };
}

function placeOfLayer({ node, spec }: Layer): EffectivePolicy['decidedBy'][number] {
  return { node, location: spec.location };
}

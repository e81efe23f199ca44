import { readPolicySet } from '../../src/policy/documents/read-policy-set.ts';
import { type ConstraintFacts, effectivePolicy } from '../../src/policy/effective/effective-policy.ts';
import { matchesValue, type ValueNotation } from '../../src/policy/effective/matches-value.ts';
import type { EffectiveDecision, Hierarchy, HierarchyNode, Mode, PolicySet } from '../../src/policy/model.ts';

/** Tags by node: `{'projects/p1': {'100/env': 'dev'}}`. */
export type NodeTags = Readonly<Record<string, Readonly<Record<string, string>>>>;

const parents: Readonly<Record<string, string | undefined>> = {
  'organizations/100': undefined,
  'folders/200': 'organizations/100',
  'projects/p1': 'folders/200',
  'projects/q1': 'organizations/100',
  'projects/r1': 'folders/200',
};

/** Organization 100 > folder 200 > projects p1 (number 301) and r1; project q1 directly below the organization. */
export function sampleHierarchy(tags: NodeTags = {}): Hierarchy {
  const nodes = Object.entries(parents).map(([name, parent]): [string, HierarchyNode] => [
    name,
    { name, ...(parent && { parent }), tags: { byName: new Map(Object.entries(tags[name] ?? {})), byId: new Map() } },
  ]);
  return { nodes: new Map(nodes), projectOfNumber: new Map([['301', 'projects/p1']]), domains: new Map() };
}

/** The sample hierarchy with policies for the constraint `test.c`: the text of `spec`, or of all after `name`, by node. */
export function sampleSet(specs: Readonly<Record<string, string>>, tags: NodeTags = {}): PolicySet {
  const text = Object.entries(specs).map(([node, spec]) => {
    const body = spec.includes('pec:') ? spec : `spec: ${spec}`;
    return `name: ${node}/policies/test.c\n${body}`;
  });
  const { value, diagnostics } = readPolicySet([{ file: 'policies.yaml', text: text.join('\n---\n') }]);
  if (value === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return { ...value, hierarchy: sampleHierarchy(tags) };
}

/** Short names of kinds of constraints: list, boolean and managed, `D` for a default that restricts. */
export type KindName = 'L' | 'LD' | 'B' | 'BD' | 'M';

const kinds: Readonly<Record<KindName, ConstraintFacts>> = {
  L: { name: 'test.c', kind: 'list', allowsByDefault: true },
  LD: { name: 'test.c', kind: 'list', allowsByDefault: false },
  B: { name: 'test.c', kind: 'boolean', allowsByDefault: true },
  BD: { name: 'test.c', kind: 'boolean', allowsByDefault: false },
  M: { name: 'test.c', kind: 'managed', allowsByDefault: true },
};

/** The decision for the constraint at a node. */
export function decisionAt(set: PolicySet, kind: KindName, node: string, mode: Mode = 'live'): EffectiveDecision {
  return effectivePolicy(set, kinds[kind], node, mode).decision;
}

/** What is said of a value at a node: `allowed`, `denied` or `undecided`. */
export function answerAt(
  set: PolicySet,
  kind: KindName,
  node: string,
  value: string,
  notation: ValueNotation = {},
): string {
  return matchesValue(value, decisionAt(set, kind, node), set.hierarchy, notation).answer;
}

/** Whether a constraint is enforced at a node; undefined when that is not decided. */
export function isEnforcedAt(set: PolicySet, kind: KindName, node: string, mode: Mode = 'live'): boolean | undefined {
  const decision = decisionAt(set, kind, node, mode);
  if (decision.kind === 'boolean') return decision.enforced;
  return decision.kind === 'default' ? !decision.allows : undefined;
}

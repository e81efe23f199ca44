import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Policy, PolicySet } from '../model.ts';
import { lintCustomConstraints } from './lint-custom-constraints.ts';
import { type ConstraintTable, found, kindOf } from './lint-report.ts';
import { lintRules } from './lint-rules.ts';
import { lintValues } from './lint-values.ts';

/**
 * Faults of policies that reading them does not show: rules that contradict each other, values the constraint does not take, unknown
 * and unused constraints, limits. `lintRepeats` finds what is said twice, `lintConditions` looks into conditions of custom constraints.
 */
export function lintPolicySet(set: PolicySet, table: ConstraintTable): readonly Diagnostic[] {
  const defined = new Set(set.customConstraints.map(({ name }) => name));
  return [
    ...set.policies.flatMap((policy) => lintPolicy(policy, set, table, defined)),
    ...lintTwins(set.policies, table),
    ...lintCustomConstraints(set.customConstraints, set.policies),
  ];
}

function lintPolicy(
  policy: Policy,
  set: PolicySet,
  table: ConstraintTable,
  defined: ReadonlySet<string>,
): readonly Diagnostic[] {
  const constraint = table.lookup(policy.constraint);
  const specs = [policy.spec, policy.dryRunSpec].flatMap((spec) => (spec ? [spec] : []));
  return [
    ...lintNode(policy, set),
    ...lintConstraintName(policy, table, defined),
    ...lintDryRun(policy, table),
    ...specs.flatMap((spec) => lintRules(policy, spec, kindOf(table, policy.constraint))),
    ...specs.flatMap((spec) => lintValues(policy, spec, constraint, set.hierarchy.valueGroups)),
  ];
}

/** A policy on a node that is not described reaches nobody; without a hierarchy nothing can be said. */
function lintNode({ node, location }: Policy, { hierarchy: { nodes } }: PolicySet): Diagnostic[] {
  if (nodes.size === 0 || nodes.has(node)) return [];
  const near = suggest(node, nodes.keys());
  const hint = near === undefined ? 'describe it in the hierarchy' : `did you mean ${near}?`;
  const severity = node.startsWith('projects/') ? 'warning' : 'error';
  return [found('policy-node', `${node} is not in the hierarchy`, location, { severity, hint })];
}

function lintConstraintName(
  { constraint, location }: Policy,
  table: ConstraintTable,
  defined: ReadonlySet<string>,
): Diagnostic[] {
  const isCustom = constraint.startsWith('custom.');
  if (isCustom ? defined.has(constraint) : table.lookup(constraint) !== undefined) return [];
  const near = suggest(constraint, isCustom ? defined : table.names());
  const hint =
    near !== undefined
      ? `did you mean ${near}?`
      : isCustom
        ? 'add its definition, or remove the policy'
        : 'check the name; resources are not judged by it';
  const message = isCustom ? `nothing here defines ${constraint}` : `the constraint ${constraint} is not known`;
  return [found('policy-unknown-constraint', message, location, { severity: 'warning', hint })];
}

/** Dry runs are for custom and managed constraints, and for few of the older ones. */
function lintDryRun({ constraint: name, dryRunSpec }: Policy, table: ConstraintTable): Diagnostic[] {
  const constraint = table.lookup(name);
  if (!dryRunSpec || !constraint || constraint.kind === 'managed' || constraint.supportsDryRun) return [];
  const message = `${name} has no dry run, as far as is known`;
  return [found('policy-rule', message, dryRunSpec.location, { severity: 'warning', hint: 'write `spec`' })];
}

/** A constraint and the managed one that takes its place, both on one node. */
function lintTwins(policies: readonly Policy[], table: ConstraintTable): Diagnostic[] {
  return policies.flatMap(({ constraint, node, location }) => {
    const known = table.lookup(constraint);
    const other = policies.find((policy) => policy.node === node && policy.constraint === known?.twin);
    if (!other || !known || known.kind === 'managed') return [];
    const related = [{ message: 'the managed constraint', location: other.location }];
    const message = `${constraint} and its managed successor ${other.constraint} are both set on ${node}, either may refuse`;
    const hint = `keep ${other.constraint}, and reset ${constraint}`;
    return [found('policy-twins', message, location, { severity: 'warning', hint, related })];
  });
}

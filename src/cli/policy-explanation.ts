import type { Location } from '../diagnostics/range.ts';
import { constraintByName } from '../policy/constraints/constraint-table.ts';
import type { Constraint } from '../policy/constraints.ts';
import { type ConstraintFacts, effectivePolicy } from '../policy/effective/effective-policy.ts';
import type { CustomConstraint, EffectivePolicy, Mode, PolicyRule, Verdict } from '../policy/model.ts';
import { nodeOfResource } from '../policy/verdicts/node-of-resource.ts';
import type { CheckedSubject } from './check-subjects.ts';

/** How a constraint comes to its verdicts. */
export interface PolicyExplanation {
  readonly name: string;
  /** What is known of a predefined or managed constraint; absent for others. */
  readonly row?: Constraint;
  /** The definition of a custom constraint; absent for others, and where none is at hand. */
  readonly custom?: CustomConstraint;
  readonly subjects: readonly ExplainedSubject[];
}

/** What holds for one environment or module. */
export interface ExplainedSubject {
  readonly name: string;
  /** By mode, then by node, the nodes in the order of resources. A node without a dry run has none of that mode. */
  readonly policies: readonly ExplainedPolicy[];
  readonly verdicts: readonly { readonly verdict: Verdict; readonly location?: Location }[];
}

/** What holds at a node. */
export interface ExplainedPolicy extends Pick<EffectivePolicy, 'node' | 'decision'> {
  readonly mode: Mode;
  /** Rules that took part, nearest node first; what a policy says as a whole, such as a reset, is one without `rule`. */
  readonly origins: readonly { readonly node: string; readonly location: Location; readonly rule?: PolicyRule }[];
}

/** Gathers what holds for a constraint, who said so, and each verdict with its place. */
export function policyExplanation(name: string, checked: readonly CheckedSubject[]): PolicyExplanation {
  const row = constraintByName(name);
  const custom = checked.flatMap(({ set }) => set.customConstraints).find((one) => one.name === name);
  const facts: ConstraintFacts = row ?? { name, kind: 'custom', allowsByDefault: true };
  return {
    name,
    ...(row && { row }),
    ...(custom && { custom }),
    subjects: checked.map((one) => ({
      name: one.subject.name,
      policies: policiesOf(facts, one),
      verdicts: one.verdicts.map((verdict) => {
        const location = one.placeOf(verdict)?.location;
        return { verdict, ...(location && { location }) };
      }),
    })),
  };
}

function policiesOf(facts: ConstraintFacts, { subject, set }: CheckedSubject): readonly ExplainedPolicy[] {
  const { evaluation, project } = subject;
  const managed = evaluation.resources.filter(({ mode }) => mode === 'managed');
  const nodes = new Set(managed.map((resource) => nodeOfResource(resource, evaluation, project)));
  const rules = new Map(
    set.policies.flatMap(({ spec, dryRunSpec }) =>
      [...(spec?.rules ?? []), ...(dryRunSpec?.rules ?? [])].map((rule) => [rule.location, rule] as const),
    ),
  );
  return (['live', 'dryRun'] as const).flatMap((mode) =>
    [...nodes].flatMap((node): ExplainedPolicy[] => {
      if (node === undefined) return [];
      const policy = effectivePolicy(set, facts, node, mode);
      if (mode === 'dryRun' && policy.decidedBy.length === 0) return [];
      const origins = policy.decidedBy.map((origin) => {
        const rule = rules.get(origin.location);
        return { ...origin, ...(rule && { rule }) };
      });
      return [{ node: policy.node, mode, decision: policy.decision, origins }];
    }),
  );
}

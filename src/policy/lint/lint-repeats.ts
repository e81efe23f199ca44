import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { definitionKey } from '../effective/definition-at.ts';
import type { CustomConstraint, Policy, PolicySet } from '../model.ts';
import { found } from './lint-report.ts';

/**
 * Policies and custom constraints that are there twice. Which of them holds cannot be told, so nothing may be judged by the set then.
 */
export function lintRepeats({
  policies,
  customConstraints,
}: Pick<PolicySet, 'policies' | 'customConstraints'>): readonly Diagnostic[] {
  return [...lintPolicies(policies), ...lintDefinitions(customConstraints)];
}

/** Two policies of the same mode for a constraint on a node. */
function lintPolicies(policies: readonly Policy[]): Diagnostic[] {
  const first = new Map<string, Policy>();
  return policies.flatMap((policy) => {
    const { constraint, node, location } = policy;
    for (const mode of ['spec', 'dryRunSpec'] as const) {
      if (policy[mode] === undefined) continue;
      const key = `${mode} ${node} ${constraint}`;
      const other = first.get(key);
      if (other !== undefined) {
        const related = [{ message: 'the first one', location: other.location }];
        const hint = 'remove one of them';
        return [found('policy-duplicate', `a second policy for ${constraint} on ${node}`, location, { related, hint })];
      }
      first.set(key, policy);
    }
    return [];
  });
}

function lintDefinitions(constraints: readonly CustomConstraint[]): Diagnostic[] {
  const first = new Map<string, CustomConstraint>();
  return constraints.flatMap((constraint) => {
    const key = definitionKey(constraint);
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, constraint);
      return [];
    }
    const related = [{ message: 'first defined here', location: other.location }];
    return [found('policy-duplicate', `${constraint.name} is defined twice`, constraint.location, { related })];
  });
}

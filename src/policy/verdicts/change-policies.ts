import { definitionAt, definitionKey } from '../effective/definition-at.ts';
import type { CustomConstraint, Policy, PolicySet, PolicySpec } from '../model.ts';

/** What a file of policies and custom constraints changes. */
export type PolicyChange = Pick<PolicySet, 'policies' | 'customConstraints'>;

/**
 * A set with the policies of a change put in the place of those for the same constraint and node. What the change only tries out counts
 * as live, and a custom constraint without a policy is enforced on its organization: the question is what turning it on would do.
 */
export function withChange(set: PolicySet, change: PolicyChange): PolicySet {
  const policies = [...change.policies.map(asLive), ...enforcements(change, set)];
  const replaced = new Set(policies.map(keyOf));
  const defined = new Set(change.customConstraints.map(definitionKey));
  return {
    ...set,
    policies: [...set.policies.filter((policy) => !replaced.has(keyOf(policy))), ...policies],
    customConstraints: [
      ...set.customConstraints.filter((one) => !defined.has(definitionKey(one))),
      ...change.customConstraints,
    ],
  };
}

/** A set without the policies of a change, and without its custom constraints and their policies. */
export function withoutChange(set: PolicySet, change: PolicyChange): PolicySet {
  const removed = new Set(change.policies.map(keyOf));
  const defined = new Set(change.customConstraints.map(definitionKey));
  const isKept = (one: CustomConstraint | undefined): boolean => one === undefined || !defined.has(definitionKey(one));
  return {
    ...set,
    policies: set.policies.filter(
      (policy) => !removed.has(keyOf(policy)) && isKept(definitionAt(set, policy.constraint, policy.node)),
    ),
    customConstraints: set.customConstraints.filter(isKept),
  };
}

/** Names of the constraints that a change is about, sorted. */
export function constraintsOf({ policies, customConstraints }: PolicyChange): readonly string[] {
  const names = [...policies.map(({ constraint }) => constraint), ...customConstraints.map(({ name }) => name)];
  return [...new Set(names)].sort();
}

function keyOf({ constraint, node }: Policy): string {
  return `${constraint} ${node}`;
}

function asLive(policy: Policy): Policy {
  const { dryRunSpec, ...rest } = policy;
  return policy.spec === undefined && dryRunSpec !== undefined ? { ...rest, spec: dryRunSpec } : policy;
}

function enforcements({ policies, customConstraints }: PolicyChange, set: PolicySet): readonly Policy[] {
  const known = { customConstraints: [...set.customConstraints, ...customConstraints], hierarchy: set.hierarchy };
  const isEnforced = ({ name, organization }: CustomConstraint): boolean =>
    [...policies, ...set.policies].some(
      ({ constraint, spec, node }) =>
        constraint === name &&
        spec !== undefined &&
        (definitionAt(known, name, node)?.organization ?? organization) === organization,
    );
  return customConstraints.filter((one) => !isEnforced(one)).map(enforcement);
}

function enforcement({ name, organization, location }: CustomConstraint): Policy {
  const rule = { kind: { kind: 'enforce', enforce: true }, location } as const;
  const spec: PolicySpec = { rules: [rule], inheritFromParent: false, reset: false, location };
  return { constraint: name, node: organization, spec, location };
}

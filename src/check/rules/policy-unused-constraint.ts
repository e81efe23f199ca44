import type { Rule } from '../rule.ts';

/** A custom constraint that no policy enforces. */
export const policyUnusedConstraint: Rule = {
  code: 'policy-unused-constraint',
  severity: 'warning',
  scope: 'deployment',
  summary: 'A custom constraint that no policy enforces',
  why: 'Defining a custom constraint does nothing by itself: only a policy with `enforce: true` that names it makes Google evaluate it.',
  source:
    'https://cloud.google.com/resource-manager/docs/organization-policy/creating-managing-custom-constraints#enforce_a_custom_organization_policy',
};

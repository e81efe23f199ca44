import type { Rule } from '../rule.ts';

/** A policy for a constraint that is not known. */
export const policyUnknownConstraint: Rule = {
  code: 'policy-unknown-constraint',
  severity: 'warning',
  scope: 'deployment',
  summary: 'A policy for a constraint that is not known',
  why: 'A misspelt constraint is refused when the policy is saved, and a custom constraint that nobody defined enforces nothing.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints',
};

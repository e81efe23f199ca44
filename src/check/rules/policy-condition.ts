import type { Rule } from '../rule.ts';

/** A condition on tags that cannot be read. */
export const policyCondition: Rule = {
  code: 'policy-condition',
  severity: 'error',
  scope: 'deployment',
  summary: 'A condition on tags that cannot be read',
  why: 'Conditions of policies are no general expressions: four functions on tags, joined by `&&`, `||` and `!`. Anything else is refused when the policy is saved.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/tags-organization-policy',
};

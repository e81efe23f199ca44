import type { Rule } from '../rule.ts';

/** An organization policy whose verdict depends on what is not known offline. */
export const policyUndecided: Rule = {
  code: 'policy-undecided',
  severity: 'info',
  scope: 'deployment',
  summary: 'An organization policy whose verdict depends on what is not known offline',
  why: 'A value is known only after apply, the hierarchy does not tell something, or nothing in a module decides the constraint. It may still be refused when it is deployed.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/overview',
};

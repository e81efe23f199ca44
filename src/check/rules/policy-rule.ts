import type { Rule } from '../rule.ts';

/** Rules of a policy that contradict each other or the kind of constraint. */
export const policyRule: Rule = {
  code: 'policy-rule',
  severity: 'error',
  scope: 'deployment',
  summary: 'Rules of a policy that contradict each other or the kind of constraint',
  why: 'A rule either enforces, allows or denies; a constraint that is enforced needs one rule without a condition, and rules with conditions that say the opposite. Other policies are refused when they are saved.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/tags-organization-policy',
};

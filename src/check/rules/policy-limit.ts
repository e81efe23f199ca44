import type { Rule } from '../rule.ts';

/** More values, rules or text than a policy may have. */
export const policyLimit: Rule = {
  code: 'policy-limit',
  severity: 'error',
  scope: 'deployment',
  summary: 'More values, rules or text than a policy may have',
  why: 'A policy beyond a limit is refused when it is saved, and the one before it stays in force.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/understanding-constraints',
};

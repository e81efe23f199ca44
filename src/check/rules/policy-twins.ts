import type { Rule } from '../rule.ts';

/** A constraint and its managed successor are both set on a node. */
export const policyTwins: Rule = {
  code: 'policy-twins',
  severity: 'warning',
  scope: 'deployment',
  summary: 'A constraint and its managed successor are both set on a node',
  why: 'Google evaluates both, and refuses what either refuses. Loosening one of them changes nothing as long as the other one stands.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/using-constraints#managed-constraints',
};

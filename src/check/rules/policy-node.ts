import type { Rule } from '../rule.ts';

/** A policy on a node that the hierarchy does not have, or a fault in the hierarchy itself. */
export const policyNode: Rule = {
  code: 'policy-node',
  severity: 'error',
  scope: 'deployment',
  summary: 'A policy on a node that the hierarchy does not have, or a fault in the hierarchy itself',
  why: 'Policies are inherited along the hierarchy. Where a folder or a parent is missing or misspelt, a policy silently reaches nobody, or a project is judged without what is set above it.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/understanding-hierarchy',
};

import type { Rule } from '../rule.ts';

/** Two policies for the same constraint on the same node. */
export const policyDuplicate: Rule = {
  code: 'policy-duplicate',
  severity: 'error',
  scope: 'deployment',
  summary: 'Two policies for the same constraint on the same node',
  why: 'A node has one policy for a constraint: whichever document is applied last wins, so two of them leave to chance what holds.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/reference/rest/v2/organizations.policies',
};

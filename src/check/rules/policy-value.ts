import type { Rule } from '../rule.ts';

/** A value that the constraint does not take. */
export const policyValue: Rule = {
  code: 'policy-value',
  severity: 'error',
  scope: 'deployment',
  summary: 'A value that the constraint does not take',
  why: 'A prefix the constraint does not support, or a group that does not exist, makes Google refuse the whole policy; a value in the wrong notation matches nothing.',
  source:
    'https://cloud.google.com/resource-manager/docs/organization-policy/understanding-constraints#list-constraints',
};

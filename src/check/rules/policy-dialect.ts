import type { Rule } from '../rule.ts';

/** A spelling of policies other than the second version of the API. */
export const policyDialect: Rule = {
  code: 'policy-dialect',
  severity: 'info',
  scope: 'deployment',
  summary: 'A spelling of policies other than the second version of the API',
  why: 'Older policies and other tools spell policies differently. They are read for what they mean, but `gcloud org-policies set-policy` does not take them as they stand.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/reference/rest/v2/organizations.policies',
};

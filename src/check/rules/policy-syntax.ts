import type { Rule } from '../rule.ts';

/** A document that is no policy, or a field that policies do not have. */
export const policySyntax: Rule = {
  code: 'policy-syntax',
  severity: 'error',
  scope: 'deployment',
  summary: 'A document that is no policy, or a field that policies do not have',
  why: 'A misspelt field is not set: a rule that was to deny then denies nothing.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/reference/rest/v2/organizations.policies',
};

import type { Rule } from '../rule.ts';

/** A planned resource that an organization policy forbids. */
export const policyViolation: Rule = {
  code: 'policy-violation',
  severity: 'error',
  scope: 'deployment',
  summary: 'A planned resource that an organization policy forbids',
  why: 'Google Cloud refuses the request when the resource is created or updated, after others have been made already. A violation of a dry run, or of a constraint whose exact reach is not documented, is a warning.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/overview',
};

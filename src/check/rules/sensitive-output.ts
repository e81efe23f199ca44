import type { Rule } from '../rule.ts';

/** An output shows a sensitive value without being marked sensitive. */
export const sensitiveOutput: Rule = {
  code: 'sensitive-output',
  severity: 'error',
  scope: 'module',
  summary: 'An output shows a sensitive value without being marked sensitive',
  why: 'Terraform refuses a root output that would print a secret. Outputs of a deployment are readable for everybody who may read the deployment.',
  source:
    'https://developer.hashicorp.com/terraform/language/values/outputs#sensitive-suppressing-values-in-cli-output',
};

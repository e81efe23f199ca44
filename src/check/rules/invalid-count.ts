import type { Rule } from '../rule.ts';

/** The count of a block is not a whole number of instances. */
export const invalidCount: Rule = {
  code: 'invalid-count',
  severity: 'error',
  scope: 'module',
  summary: 'The count of a block is not a whole number of instances',
  why: 'A count is a known whole number of 0 or more that is not sensitive. Terraform refuses everything else when it makes a plan.',
  source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/count',
};

import type { Rule } from '../rule.ts';

/** An operation has no result. */
export const invalidOperation: Rule = {
  code: 'invalid-operation',
  severity: 'error',
  scope: 'module',
  summary: 'An operation has no result',
  why: 'Arithmetic on infinite numbers has no result, and neither has a number that cannot be held. Terraform stops there.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/operators',
};

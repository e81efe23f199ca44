import type { Rule } from '../rule.ts';

/** A precondition, postcondition or check does not hold. */
export const failedCondition: Rule = {
  code: 'failed-condition',
  severity: 'error',
  scope: 'module',
  summary: 'A precondition, postcondition or check does not hold',
  why: 'The author of the module said what has to be true, and by the values at hand it is not. Terraform stops when it makes the plan; a failing `check` is only a warning.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/custom-conditions',
};

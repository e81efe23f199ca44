import type { Rule } from '../rule.ts';

/** Evaluating an expression takes more than the limits allow. */
export const evaluationLimit: Rule = {
  code: 'evaluation-limit',
  severity: 'error',
  scope: 'module',
  summary: 'Evaluating an expression takes more than the limits allow',
  why: 'Expressions can ask for more memory and time than any machine has, such as loops within loops. The limits are 2,000,000 steps for a module, 16,777,216 characters for a text and 2,000,000 members for a value, far above what configurations need.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/for',
};

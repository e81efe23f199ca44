import type { Rule } from '../rule.ts';

/** A variable has a value that its type or its validation does not allow. */
export const invalidVariableValue: Rule = {
  code: 'invalid-variable-value',
  severity: 'error',
  scope: 'module',
  summary: 'A variable has a value that its type or its validation does not allow',
  why: '`terraform validate` does not look at values: a wrong one comes out only when a plan is made, after the upload. It is shown where the value is written.',
  source: 'https://developer.hashicorp.com/terraform/language/values/variables#custom-validation-rules',
};

import type { Rule } from '../rule.ts';

/** A function is called with arguments it does not take. */
export const invalidFunctionArgument: Rule = {
  code: 'invalid-function-argument',
  severity: 'error',
  scope: 'module',
  summary: 'A function is called with arguments it does not take',
  why: 'Terraform refuses the call: an argument is missing, one too many, of a type that does not convert, null where none may be, or a value the function has no result for.',
  source: 'https://developer.hashicorp.com/terraform/language/functions',
};

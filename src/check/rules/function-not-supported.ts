import type { Rule } from '../rule.ts';

/** A function of Terraform cannot be evaluated offline. */
export const functionNotSupported: Rule = {
  code: 'function-not-supported',
  severity: 'error',
  scope: 'module',
  summary: 'A function of Terraform cannot be evaluated offline',
  why: 'The function exists, but its result depends on a provider, on files outside of the module, or is not reproduced here exactly. Guessing would make everything derived from it wrong, so the value counts as unknown.',
  source: 'https://developer.hashicorp.com/terraform/language/functions',
};

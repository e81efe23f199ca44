import type { Rule } from '../rule.ts';

/** A function of Terraform cannot be evaluated offline. */
export const functionNotSupported: Rule = {
  code: 'function-not-supported',
  severity: 'error',
  scope: 'module',
  summary: 'A function of Terraform cannot be evaluated offline',
  why: 'The function exists, but its result depends on a provider, on files outside of the module, or is not reproduced here exactly. Guessing would make everything derived from it wrong, so the value counts as unknown. A file outside is a warning for a module on its own, since it may be there for others; Infrastructure Manager runs an environment with its own files only, so there it is an error.',
  source: 'https://developer.hashicorp.com/terraform/language/functions',
};

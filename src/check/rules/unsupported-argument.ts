import type { Rule } from '../rule.ts';

/** An argument stands where there is none of that name. */
export const unsupportedArgument: Rule = {
  code: 'unsupported-argument',
  severity: 'error',
  scope: 'module',
  summary: 'An argument stands where there is none of that name',
  why: 'Terraform refuses the module. Often it is a typing error, or something that should be written as a block.',
  source: 'https://developer.hashicorp.com/terraform/language/syntax/configuration#arguments',
};

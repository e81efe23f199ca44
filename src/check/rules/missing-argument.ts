import type { Rule } from '../rule.ts';

/** A required argument is not there. */
export const missingArgument: Rule = {
  code: 'missing-argument',
  severity: 'error',
  scope: 'module',
  summary: 'A required argument is not there',
  why: 'Terraform refuses the module: a block of the language or a module call lacks something it cannot do without.',
  source: 'https://developer.hashicorp.com/terraform/language/syntax/configuration#arguments',
};

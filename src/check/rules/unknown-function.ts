import type { Rule } from '../rule.ts';

/** There is no function of that name. */
export const unknownFunction: Rule = {
  code: 'unknown-function',
  severity: 'error',
  scope: 'module',
  summary: 'There is no function of that name',
  why: 'Terraform refuses the module, most often because of a typing error.',
  source: 'https://developer.hashicorp.com/terraform/language/functions',
};

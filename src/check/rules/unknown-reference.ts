import type { Rule } from '../rule.ts';

/** A reference names something that the module does not declare. */
export const unknownReference: Rule = {
  code: 'unknown-reference',
  severity: 'error',
  scope: 'module',
  summary: 'A reference names something that the module does not declare',
  why: 'Terraform refuses the module: the variable, local value, resource, data source or module call does not exist, or `each`, `count` or `self` stands where it means nothing.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/references',
};

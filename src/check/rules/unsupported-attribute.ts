import type { Rule } from '../rule.ts';

/** A value has no attribute of that name. */
export const unsupportedAttribute: Rule = {
  code: 'unsupported-attribute',
  severity: 'error',
  scope: 'module',
  summary: 'A value has no attribute of that name',
  why: 'Terraform stops when the attribute is read: an object without it, an output the module does not have, a list of which no element was chosen, or null.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/references',
};

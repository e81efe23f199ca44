import type { Rule } from '../rule.ts';

/** An index or key names an element that is not there. */
export const invalidIndex: Rule = {
  code: 'invalid-index',
  severity: 'error',
  scope: 'module',
  summary: 'An index or key names an element that is not there',
  why: 'Terraform stops with the first element that is missing, often only when a plan is made, since by then the values are known.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/references#references-to-resource-attributes',
};

import type { Rule } from '../rule.ts';

/** A resource refers to itself. */
export const selfReference: Rule = {
  code: 'self-reference',
  severity: 'error',
  scope: 'module',
  summary: 'A resource refers to itself',
  why: 'The resource would have to exist before it is created. Terraform finds this only when it makes a plan.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/references',
};

import type { Rule } from '../rule.ts';

/** A list or set has null as an element. */
export const nullElement: Rule = {
  code: 'null-element',
  severity: 'error',
  scope: 'module',
  summary: 'A list or set has null as an element',
  why: 'Terraform allows null in a list, providers do not: the plan fails, often only for one environment, whose value is missing.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/types#null',
};

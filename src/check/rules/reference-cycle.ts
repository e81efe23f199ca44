import type { Rule } from '../rule.ts';

/** Declarations depend on each other in a circle. */
export const referenceCycle: Rule = {
  code: 'reference-cycle',
  severity: 'error',
  scope: 'module',
  summary: 'Declarations depend on each other in a circle',
  why: 'None of them can be evaluated first, so Terraform cannot order them and refuses the module.',
  source: 'https://developer.hashicorp.com/terraform/internals/graph',
};

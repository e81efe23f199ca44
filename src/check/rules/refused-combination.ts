import type { Rule } from '../rule.ts';

/** The provider refuses to plan a combination of arguments. */
export const refusedCombination: Rule = {
  code: 'refused-combination',
  severity: 'error',
  scope: 'module',
  summary: 'The provider refuses to plan a combination of arguments',
  why: 'Each argument is right by itself, so that `terraform validate` says nothing; the plan then fails.',
  source: 'https://registry.terraform.io/providers/hashicorp/google/latest/docs',
};

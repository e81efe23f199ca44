import type { Rule } from '../rule.ts';

/** The provider accepts the arguments of a resource but refuses to plan it. */
export const notPlannable: Rule = {
  code: 'not-plannable',
  severity: 'error',
  scope: 'module',
  summary: 'The provider refuses to plan the resource',
  why: 'Some faults a provider only sees when it makes a plan: no project is known, or two arguments that are fine alone do not go together.',
  source: 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference',
};

import type { Rule } from '../rule.ts';

/** Too few or too many nested blocks of one type. */
export const blockCount: Rule = {
  code: 'block-count',
  severity: 'error',
  scope: 'module',
  summary: 'Too few or too many nested blocks of one type',
  why: 'The provider wants some nested blocks at least or at most a number of times; Terraform refuses anything else when it validates.',
  source: 'https://developer.hashicorp.com/terraform/language/syntax/configuration#blocks',
};

import type { Rule } from '../rule.ts';

/** An argument is set twice in the same block. */
export const hclDuplicateArgument: Rule = {
  code: 'hcl-duplicate-argument',
  severity: 'error',
  scope: 'module',
  summary: 'An argument is set twice in the same block',
  why: 'Only one of the two values can be meant, and Terraform refuses to guess which. Blocks may repeat, arguments may not.',
  source: 'https://developer.hashicorp.com/terraform/language/syntax/configuration#arguments',
};

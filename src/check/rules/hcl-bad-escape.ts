import type { Rule } from '../rule.ts';

/** A backslash in a string begins no escape sequence. */
export const hclBadEscape: Rule = {
  code: 'hcl-bad-escape',
  severity: 'error',
  scope: 'module',
  summary: 'A backslash in a string begins no escape sequence',
  why: 'Terraform refuses the string. Regular expressions and Windows paths need every backslash doubled.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1',
};

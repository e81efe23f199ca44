import type { Rule } from '../rule.ts';

/** A text is not in the syntax of the Terraform language. */
export const hclSyntax: Rule = {
  code: 'hcl-syntax',
  severity: 'error',
  scope: 'module',
  summary: 'A text is not in the syntax of the Terraform language',
  why: 'What the author meant cannot be known, and Terraform refuses the whole file.',
  source: 'https://developer.hashicorp.com/terraform/language/syntax/configuration',
};

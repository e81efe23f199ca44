import type { Rule } from '../rule.ts';

/** A character is not part of the language. */
export const hclBadCharacter: Rule = {
  code: 'hcl-bad-character',
  severity: 'error',
  scope: 'module',
  summary: 'A character is not part of the language',
  why: 'Terraform stops at such a character. It mostly comes with text copied from a web page (curly quotes, special spaces) or from another language (single quotes, semicolons, bitwise operators).',
  source: 'https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#lexical-elements',
};

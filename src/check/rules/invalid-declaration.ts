import type { Rule } from '../rule.ts';

/** A block of the Terraform language is not complete or not possible. */
export const invalidDeclaration: Rule = {
  code: 'invalid-declaration',
  severity: 'error',
  scope: 'module',
  summary: 'A block of the Terraform language is not complete or not possible',
  why: 'Labels are missing or too many, a type is none, count and for_each stand together, or a dynamic block lacks a part. Terraform refuses the module.',
  source: 'https://developer.hashicorp.com/terraform/language/syntax/configuration',
};

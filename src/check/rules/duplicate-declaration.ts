import type { Rule } from '../rule.ts';

/** Something is declared twice in one module. */
export const duplicateDeclaration: Rule = {
  code: 'duplicate-declaration',
  severity: 'error',
  scope: 'module',
  summary: 'Something is declared twice in one module',
  why: 'Names are unique within a module, over all of its files. Terraform refuses the second declaration.',
  source: 'https://developer.hashicorp.com/terraform/language/files',
};

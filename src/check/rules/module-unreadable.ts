import type { Rule } from '../rule.ts';

/** A folder cannot be read as a Terraform module. */
export const moduleUnreadable: Rule = {
  code: 'module-unreadable',
  severity: 'error',
  scope: 'module',
  summary: 'A folder cannot be read as a Terraform module',
  why: 'It is not there, holds no .tf file, or holds far more files than a module.',
  source: 'https://developer.hashicorp.com/terraform/language/files',
};

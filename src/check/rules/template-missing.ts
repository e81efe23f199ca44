import type { Rule } from '../rule.ts';

/** A listed template does not exist. */
export const templateMissing: Rule = {
  code: 'template-missing',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A listed template does not exist',
  why: 'The file would be missing from every rendered module, and Terraform would complain of the references to it, far from the cause.',
  source: 'docs/checks.md',
};

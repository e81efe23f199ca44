import type { Rule } from '../rule.ts';

/** A file is too large to be read. */
export const fileTooLarge: Rule = {
  code: 'file-too-large',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A file is too large to be read',
  why: 'No document or template of a workspace comes near 2 MiB: such a file got there by mistake (an export, a core dump, a log), and reading it as YAML would take minutes and gigabytes.',
  source: 'https://cloud.google.com/infrastructure-manager/quotas',
};

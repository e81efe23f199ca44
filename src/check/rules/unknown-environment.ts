import type { Rule } from '../rule.ts';

/** There is no environment of that name. */
export const unknownEnvironment: Rule = {
  code: 'unknown-environment',
  severity: 'error',
  scope: 'deployment',
  summary: 'There is no environment of that name',
  why: 'A misspelt name that selects nothing would look like a successful check.',
  source: 'README.md',
};

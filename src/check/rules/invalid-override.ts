import type { Rule } from '../rule.ts';

/** A value from the command line cannot be used. */
export const invalidOverride: Rule = {
  code: 'invalid-override',
  severity: 'error',
  scope: 'deployment',
  summary: 'A value from the command line cannot be used',
  why: 'A misspelt path, or a number that would lose digits, would silently deploy something else than was typed.',
  source: 'README.md',
};

import type { Rule } from '../rule.ts';

/** A short name means several environments. */
export const ambiguousEnvironment: Rule = {
  code: 'ambiguous-environment',
  severity: 'error',
  scope: 'deployment',
  summary: 'A short name means several environments',
  why: '`prod` of one blueprint is not `prod` of another. Guessing which one is meant would deploy or delete the wrong one.',
  source: 'README.md',
};

import type { Rule } from '../rule.ts';

/** A value stands where the target language cannot hold one. */
export const templatePosition: Rule = {
  code: 'template-position',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A value stands where the target language cannot hold one',
  why: 'In a comment a line break would end it, in a substitution of a shell it would be run, straight after `$` it would become a reference. No escape makes such a place safe for every value.',
  source: 'docs/templates.md',
};

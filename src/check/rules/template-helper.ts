import type { Rule } from '../rule.ts';

/** A template calls a helper wrongly. */
export const templateHelper: Rule = {
  code: 'template-helper',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A template calls a helper wrongly',
  why: 'There is no such helper, or it cannot do anything with what it is given. Guessing would write text nobody meant.',
  source: 'docs/templates.md',
};

import type { Rule } from '../rule.ts';

/** A template includes a partial that cannot be had. */
export const templatePartial: Rule = {
  code: 'template-partial',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A template includes a partial that cannot be had',
  why: 'There is none of that name, it has faults itself, or it includes itself and would never end.',
  source: 'docs/templates.md',
};

import type { Rule } from '../rule.ts';

/** A value cannot be written where it stands. */
export const templateValue: Rule = {
  code: 'template-value',
  severity: 'error',
  scope: 'deployment',
  summary: 'A value cannot be written where it stands',
  why: 'Some places have no spelling for some values: a line break in a heredoc, a list in quotes, a backtick in code. Leaving it out or changing it would be wrong without anybody seeing it.',
  source: 'docs/templates.md',
};

import type { Rule } from '../rule.ts';

/** An `imprint:ignore` comment that ignores nothing. */
export const ignoreUnused: Rule = {
  code: 'ignore-unused',
  severity: 'warning',
  scope: 'blueprint',
  summary: 'An ignore comment without a diagnostic to ignore',
  why: 'The fault was mended, moved to another line, or the code is not the one reported there. A comment that stays behind hides the next fault of that kind on its line, and readers believe in an exception that is none.',
  source: 'docs/checks.md#ignoring-a-finding',
};

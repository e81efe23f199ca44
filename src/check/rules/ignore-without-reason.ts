import type { Rule } from '../rule.ts';

/** An `imprint:ignore` comment that gives no reason. */
export const ignoreWithoutReason: Rule = {
  code: 'ignore-without-reason',
  severity: 'error',
  scope: 'blueprint',
  summary: 'An ignore comment without a reason',
  why: 'Whoever reads the line later has to know why the rule does not hold there, or nobody dares to remove the exception. The comment has no effect until it says why.',
  source: 'docs/checks.md#ignoring-a-finding',
};

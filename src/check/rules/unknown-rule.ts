import type { Rule } from '../rule.ts';

/** A code in `imprint.yaml` or an ignore comment that no rule has. */
export const unknownRule: Rule = {
  code: 'unknown-rule',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A level, waiver or ignore comment names a code that does not exist',
  why: 'A misspelt code sets no level and ignores nothing, while its author believes that it does.',
  source: 'docs/checks.md',
};

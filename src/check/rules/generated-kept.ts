import type { Rule } from '../rule.ts';

/** A file that is no longer rendered was changed by hand, and is kept. */
export const generatedKept: Rule = {
  code: 'generated-kept',
  severity: 'warning',
  scope: 'deployment',
  summary: 'A file that is no longer rendered was changed by hand, and is kept',
  why: 'Earlier renders wrote the file, so it looks as if it still belonged to the environment. Plain Terraform would go on reading it; Infrastructure Manager never sees it.',
  source: 'docs/rendering.md',
};

import type { Rule } from '../rule.ts';

/** Committed files are not what templates and values give. */
export const generatedStale: Rule = {
  code: 'generated-stale',
  severity: 'error',
  scope: 'deployment',
  summary: 'Committed files are not what templates and values give',
  why: 'A template or value was changed without rendering. Reviewers read the old Terraform, and whoever runs it by hand deploys something else than imprint does.',
  source: 'docs/rendering.md',
};

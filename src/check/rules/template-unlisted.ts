import type { Rule } from '../rule.ts';

/** A file among the templates is neither listed nor a partial. */
export const templateUnlisted: Rule = {
  code: 'template-unlisted',
  severity: 'warning',
  scope: 'blueprint',
  summary: 'A file among the templates is neither listed nor a partial',
  why: 'It is never rendered: mostly it was forgotten in `spec.templates`, and the module lacks what its author wrote.',
  source: 'docs/checks.md',
};

import type { Rule } from '../rule.ts';

/** Text of a template cannot follow what stands before it. */
export const templateText: Rule = {
  code: 'template-text',
  severity: 'error',
  scope: 'blueprint',
  summary: 'Text of a template cannot follow what stands before it',
  why: 'A digit straight after a number, or a brace straight after a value that ends in `$`, would join with it into something else; a string that goes over a line break is none.',
  source: 'docs/templates.md',
};

import type { Rule } from '../rule.ts';

/** A template reads a value that is not there. */
export const templatePath: Rule = {
  code: 'template-path',
  severity: 'error',
  scope: 'deployment',
  summary: 'A template reads a value that is not there',
  why: 'Plain Handlebars writes nothing for it, so that a misspelt name becomes an empty string in somebody’s infrastructure.',
  source: 'docs/templates.md',
};

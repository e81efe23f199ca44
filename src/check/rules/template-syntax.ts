import type { Rule } from '../rule.ts';

/** A template is no Handlebars. */
export const templateSyntax: Rule = {
  code: 'template-syntax',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A template is no Handlebars',
  why: 'A tag is not closed, closed by another name, or holds what is no expression.',
  source: 'https://handlebarsjs.com/guide/',
};

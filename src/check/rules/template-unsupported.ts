import type { Rule } from '../rule.ts';

/** A template uses a part of Handlebars that imprint refuses. */
export const templateUnsupported: Rule = {
  code: 'template-unsupported',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A template uses a part of Handlebars that imprint refuses',
  why: 'Unescaped output, code in templates and computed names of partials cannot be checked before there are values, so that one value could break, or take over, what is rendered.',
  source: 'docs/templates.md',
};

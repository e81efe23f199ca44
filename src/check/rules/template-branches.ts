import type { Rule } from '../rule.ts';

/** Branches of a template do not end alike. */
export const templateBranches: Rule = {
  code: 'template-branches',
  severity: 'error',
  scope: 'blueprint',
  summary: 'Branches of a template do not end alike',
  why: 'A quote, bracket or block that is opened in one branch and closed in another makes what follows mean different things, depending on values. Such a template is right for the environments at hand and broken for the next one.',
  source: 'docs/templates.md',
};

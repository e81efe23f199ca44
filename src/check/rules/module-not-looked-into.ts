import type { Rule } from '../rule.ts';

/** A module comes from a registry or repository and was not looked into. */
export const moduleNotLookedInto: Rule = {
  code: 'module-not-looked-into',
  severity: 'info',
  scope: 'module',
  summary: 'A module comes from a registry or repository and was not looked into',
  why: 'Only modules with local paths are read. What others create is not checked, and their outputs count as unknown.',
  source: 'https://developer.hashicorp.com/terraform/language/modules/sources',
};

import type { Rule } from '../rule.ts';

/** An environment does not say which blueprint it is of. */
export const missingBlueprint: Rule = {
  code: 'missing-blueprint',
  severity: 'error',
  scope: 'deployment',
  summary: 'An environment does not say which blueprint it is of',
  why: 'Without its blueprint there are no parameters to check and no templates to render.',
  source: 'schemas/environment.schema.json',
};

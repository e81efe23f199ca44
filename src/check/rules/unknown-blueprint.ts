import type { Rule } from '../rule.ts';

/** An environment is of a blueprint that does not exist. */
export const unknownBlueprint: Rule = {
  code: 'unknown-blueprint',
  severity: 'error',
  scope: 'deployment',
  summary: 'An environment is of a blueprint that does not exist',
  why: 'Without its blueprint there are no parameters to check and no templates to render.',
  source: 'schemas/environment.schema.json',
};

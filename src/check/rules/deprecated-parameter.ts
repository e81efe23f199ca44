import type { Rule } from '../rule.ts';

/** A deprecated parameter is given. */
export const deprecatedParameter: Rule = {
  code: 'deprecated-parameter',
  severity: 'warning',
  scope: 'deployment',
  summary: 'A deprecated parameter is given',
  why: 'Its author means to remove it. An environment that still gives it breaks with the next major version of the blueprint.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-deprecated',
};

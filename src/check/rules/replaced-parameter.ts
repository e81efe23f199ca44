import type { Rule } from '../rule.ts';

/** A deprecated parameter is given beside its replacement. */
export const replacedParameter: Rule = {
  code: 'replaced-parameter',
  severity: 'error',
  scope: 'deployment',
  summary: 'A deprecated parameter is given beside its replacement',
  why: 'Two values for one thing: which of them counts depends on how the templates happen to be written.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-deprecated',
};

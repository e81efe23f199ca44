import type { Rule } from '../rule.ts';

/** Keywords of a parameter schema contradict each other. */
export const schemaContradiction: Rule = {
  code: 'schema-contradiction',
  severity: 'error',
  scope: 'blueprint',
  summary: 'Keywords of a parameter schema contradict each other',
  why: 'A minimum above the maximum, a listed value of another type or a length for a number: either nothing can fit, or a limit the author believes in is never checked.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation',
};

import type { Rule } from '../rule.ts';

/** A value fits no alternative of its schema, or more than one. */
export const valueMismatch: Rule = {
  code: 'value-mismatch',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A value fits no alternative of its schema, or more than one',
  why: 'The schema allows several forms, or excludes some; the value is none of the allowed ones. Each alternative stands for another meaning, so the value cannot be guessed at.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-core#name-keywords-for-applying-subschemas-with-logic',
};

import type { Rule } from '../rule.ts';

/** A list holds an item twice that may stand there once. */
export const duplicateItem: Rule = {
  code: 'duplicate-item',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A list holds an item twice that may stand there once',
  why: 'The list is a set: the second item says nothing, and mostly another one was meant.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-uniqueitems',
};

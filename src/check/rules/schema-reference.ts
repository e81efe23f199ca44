import type { Rule } from '../rule.ts';

/** A reference of the parameter schema leads nowhere. */
export const schemaReference: Rule = {
  code: 'schema-reference',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A reference of the parameter schema leads nowhere',
  why: 'A `$ref` to a definition that does not exist checks nothing, and a rule that shows its fault at a parameter that does not exist shows it nowhere.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-core#name-direct-references-with-ref',
};

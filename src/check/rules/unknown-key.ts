import type { Rule } from '../rule.ts';

/** A key that the schema does not know. */
export const unknownKey: Rule = {
  code: 'unknown-key',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A key that the schema does not know',
  why: 'An unknown key is nearly always a misspelt one: what it should set keeps its default, and nobody notices before it matters.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-core#name-additionalproperties',
};

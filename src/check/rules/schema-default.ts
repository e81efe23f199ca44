import type { Rule } from '../rule.ts';

/** A default does not fit its own schema. */
export const schemaDefault: Rule = {
  code: 'schema-default',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A default does not fit its own schema',
  why: 'Every environment that leaves the parameter out would get a value that it may not set itself.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-default',
};

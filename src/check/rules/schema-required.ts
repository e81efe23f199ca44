import type { Rule } from '../rule.ts';

/** `required` names something that is not declared. */
export const schemaRequired: Rule = {
  code: 'schema-required',
  severity: 'error',
  scope: 'blueprint',
  summary: '`required` names something that is not declared',
  why: 'A required parameter that does not exist can never be given, since unknown keys are refused: no environment could be valid. Mostly the parameter was renamed.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-required',
};

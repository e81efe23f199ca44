import type { Rule } from '../rule.ts';

/** A text has not the form its schema asks for. */
export const valuePattern: Rule = {
  code: 'value-pattern',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A text has not the form its schema asks for',
  why: 'The form is that of the service the value ends up in, which refuses anything else at deploy time.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-pattern',
};

import type { Rule } from '../rule.ts';

/** A value is not one of those listed. */
export const valueNotAllowed: Rule = {
  code: 'value-not-allowed',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A value is not one of those listed',
  why: 'The listed values are all there are: anything else would be refused by the service, or silently taken for the default.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-enum',
};

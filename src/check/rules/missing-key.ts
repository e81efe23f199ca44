import type { Rule } from '../rule.ts';

/** A key that must be there is missing. */
export const missingKey: Rule = {
  code: 'missing-key',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A key that must be there is missing',
  why: 'The document or value is not complete without it, and there is no default that would be right for everyone.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-required',
};

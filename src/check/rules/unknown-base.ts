import type { Rule } from '../rule.ts';

/** An environment extends one that does not exist. */
export const unknownBase: Rule = {
  code: 'unknown-base',
  severity: 'error',
  scope: 'deployment',
  summary: 'An environment extends one that does not exist',
  why: 'Without its base most values are missing. Short names are looked for within the same blueprint; bases of others need their full name.',
  source: 'schemas/environment.schema.json',
};

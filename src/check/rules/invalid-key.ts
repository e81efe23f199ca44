import type { Rule } from '../rule.ts';

/** A key of an object is null, no text, or there twice. */
export const invalidKey: Rule = {
  code: 'invalid-key',
  severity: 'error',
  scope: 'module',
  summary: 'A key of an object is null, no text, or there twice',
  why: 'An object needs text keys, and a for expression that makes an object must not give two values the same key unless it groups them.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/for#result-types',
};

import type { Rule } from '../rule.ts';

/** A pattern of a parameter schema cannot be used. */
export const schemaPattern: Rule = {
  code: 'schema-pattern',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A pattern of a parameter schema cannot be used',
  why: 'Patterns become `validation` blocks that Terraform runs with RE2, and editors run them as ECMAScript: a pattern has to compile as both. Look-around and back-references are not part of RE2, which is why no pattern can make matching take forever.',
  source: 'https://github.com/google/re2/wiki/Syntax',
};

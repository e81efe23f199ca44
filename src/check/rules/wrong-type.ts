import type { Rule } from '../rule.ts';

/** A value is of another type than its schema says. */
export const wrongType: Rule = {
  code: 'wrong-type',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A value is of another type than its schema says',
  why: 'YAML decides by its looks whether a value is text, a number or true/false: 1.10 is the number 1.1, and "on" is text. Terraform would convert some of these silently and refuse others at deploy time.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-type',
};

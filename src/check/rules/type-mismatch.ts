import type { Rule } from '../rule.ts';

/** A value has a type that does not fit where it stands. */
export const typeMismatch: Rule = {
  code: 'type-mismatch',
  severity: 'error',
  scope: 'module',
  summary: 'A value has a type that does not fit where it stands',
  why: 'Terraform converts between text, numbers and bools where that is safe, and refuses everything else: operands, conditions, parts of texts and results of a conditional.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion',
};

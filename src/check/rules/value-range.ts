import type { Rule } from '../rule.ts';

/** A number lies outside of the range its schema allows. */
export const valueRange: Rule = {
  code: 'value-range',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A number lies outside of the range its schema allows',
  why: "The blueprint's author knows which numbers make sense; Terraform would find out from the same range, but only after the deployment has begun.",
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-validation-keywords-for-num',
};

import type { Rule } from '../rule.ts';

/** A text, list or map is shorter or longer than its schema allows. */
export const valueLength: Rule = {
  code: 'value-length',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A text, list or map is shorter or longer than its schema allows',
  why: 'Lengths are limits of the services behind them: labels, list items and names beyond them are refused at deploy time.',
  source: 'https://json-schema.org/draft/2020-12/json-schema-validation#name-validation-keywords-for-str',
};

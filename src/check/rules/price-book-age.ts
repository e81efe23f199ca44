import type { Rule } from '../rule.ts';

/** Prices that were read long ago. */
export const priceBookAge: Rule = {
  code: 'price-book-age',
  severity: 'info',
  scope: 'deployment',
  summary: 'An estimate rests on prices that were read more than 180 days ago',
  why: 'List prices change a few times a year, spot prices every month. The estimate is still right in its proportions; before money is promised, hold the prices it uses against the pages they come from.',
  source: 'docs/cost.md#price-books',
};

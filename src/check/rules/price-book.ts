import type { Rule } from '../rule.ts';

/** A fault in a price book that its schema does not see. */
export const priceBook: Rule = {
  code: 'price-book',
  severity: 'error',
  scope: 'deployment',
  summary: 'A price in a price book that can never be used, or is counted in another unit',
  why: 'Prices of your own take the place of list prices by their id. An id that nothing is priced by would silently leave the list price in place, and a price for another unit would be off by orders of magnitude.',
  source: 'docs/cost.md#price-books',
};

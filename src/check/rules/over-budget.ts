import type { Rule } from '../rule.ts';

/** An environment that costs more than it may. */
export const overBudget: Rule = {
  code: 'over-budget',
  severity: 'error',
  scope: 'deployment',
  summary: 'The estimate of an environment is above its budget',
  why: 'The estimate counts only what has a price and a known quantity, so the bill will be at least this. Either the environment is larger than meant, an accelerator left on or a minimum of instances too high, or the budget is out of date.',
  source: 'docs/cost.md#budgets',
};

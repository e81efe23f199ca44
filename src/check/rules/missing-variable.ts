import type { Rule } from '../rule.ts';

/** A variable has neither a value nor a default. */
export const missingVariable: Rule = {
  code: 'missing-variable',
  severity: 'error',
  scope: 'module',
  summary: 'A variable has neither a value nor a default',
  why: 'Infrastructure Manager cannot ask for it, so the plan fails after the upload.',
  source: 'https://developer.hashicorp.com/terraform/language/values/variables',
};

import type { Rule } from '../rule.ts';

/** Environments extend each other in a circle. */
export const extendsCycle: Rule = {
  code: 'extends-cycle',
  severity: 'error',
  scope: 'deployment',
  summary: 'Environments extend each other in a circle',
  why: 'What a value comes to follows from the order of the bases. In a circle there is none.',
  source: 'schemas/environment.schema.json',
};

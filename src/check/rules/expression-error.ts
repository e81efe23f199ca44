import type { Rule } from '../rule.ts';

/** A rule of a blueprint cannot be evaluated. */
export const expressionError: Rule = {
  code: 'expression-error',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A rule of a blueprint cannot be evaluated',
  why: 'The rule compiles but fails on the values at hand, most often because it reads a parameter that may be absent without asking `has(…)` first, or comes to something that is neither true nor false. It would let every environment pass unchecked.',
  source: 'https://github.com/google/cel-spec/blob/master/doc/langdef.md',
};

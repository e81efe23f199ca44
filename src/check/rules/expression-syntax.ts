import type { Rule } from '../rule.ts';

/** An expression of a blueprint cannot be compiled, or names what does not exist. */
export const expressionSyntax: Rule = {
  code: 'expression-syntax',
  severity: 'error',
  scope: 'blueprint',
  summary: 'An expression of a blueprint cannot be compiled, or names what does not exist',
  why: 'Conditions of templates and rules over parameters are CEL. One that does not compile, or whose parameter is misspelt, never says what its author meant.',
  source: 'https://github.com/google/cel-spec/blob/master/doc/langdef.md',
};

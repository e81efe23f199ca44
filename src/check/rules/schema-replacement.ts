import type { Rule } from '../rule.ts';

/** `x-replaced-by` names no other parameter. */
export const schemaReplacement: Rule = {
  code: 'schema-replacement',
  severity: 'error',
  scope: 'blueprint',
  summary: '`x-replaced-by` names no other parameter',
  why: 'Whoever sets the deprecated parameter is told to use one that does not exist.',
  source: 'docs/checks.md',
};

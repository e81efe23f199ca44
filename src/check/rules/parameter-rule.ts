import type { Rule } from '../rule.ts';

/** The parameters break a rule of their blueprint. */
export const parameterRule: Rule = {
  code: 'parameter-rule',
  severity: 'error',
  scope: 'deployment',
  summary: 'The parameters break a rule of their blueprint',
  why: 'Each value is fine alone, but together they would be refused when Terraform runs, or deploy something that does not work. The message is the blueprint author’s.',
  source: 'schemas/blueprint.schema.json',
};

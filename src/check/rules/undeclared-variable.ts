import type { Rule } from '../rule.ts';

/** A value is given for a variable that the module does not declare. */
export const undeclaredVariable: Rule = {
  code: 'undeclared-variable',
  severity: 'error',
  scope: 'module',
  summary: 'A value is given for a variable that the module does not declare',
  why: 'Terraform only warns of it in a tfvars file, so a typing error goes unseen and the variable keeps its default.',
  source: 'https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files',
};

import type { Rule } from '../rule.ts';

/** A Terraform template reads what is a Terraform variable, or what no blueprint declares. */
export const templateParameter: Rule = {
  code: 'template-parameter',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A Terraform template reads what is a Terraform variable, or what no blueprint declares',
  why: 'Values travel in terraform.tfvars, where plain Terraform finds them too. A template that writes a value into the code makes a second source for it, and a module that works for one environment only.',
  source: 'docs/templates.md',
};

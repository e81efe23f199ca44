import type { Rule } from '../rule.ts';

/** Something came with a later Terraform than the module is run by. */
export const newerTerraform: Rule = {
  code: 'newer-terraform',
  severity: 'error',
  scope: 'module',
  summary: 'Something came with a later Terraform than the module is run by',
  why: 'Infrastructure Manager runs Terraform 1.5.7 unless told otherwise. A block, argument or function of a later version is refused there although it works on the own machine.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/terraform-version-support',
};

import type { Rule } from '../rule.ts';

/** The module does not allow the Terraform version it would be run by. */
export const requiredVersion: Rule = {
  code: 'required-version',
  severity: 'error',
  scope: 'module',
  summary: 'The module does not allow the Terraform version it would be run by',
  why: 'Terraform checks `required_version` before anything else and stops, so a deployment would fail after the upload.',
  source: 'https://developer.hashicorp.com/terraform/language/terraform#terraform-required_version',
};

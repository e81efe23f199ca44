import type { Rule } from '../rule.ts';

/** A resource type or data source that the provider does not have. */
export const unsupportedType: Rule = {
  code: 'unsupported-type',
  severity: 'error',
  scope: 'module',
  summary: 'The provider has no such resource type or data source',
  why: 'Terraform asks the provider for the schema of every type and stops at the first it does not have.',
  source: 'https://registry.terraform.io/providers/hashicorp/google/latest/docs',
};

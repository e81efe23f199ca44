import type { Rule } from '../rule.ts';

/** Arguments are set together that exclude each other. */
export const conflictingArguments: Rule = {
  code: 'conflicting-arguments',
  severity: 'error',
  scope: 'module',
  summary: 'Arguments are set together that exclude each other',
  why: 'The service takes one of them only. Terraform refuses the module, and which of them was meant only its author knows.',
  source: 'https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors#conflictswith',
};

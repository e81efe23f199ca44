import type { Rule } from '../rule.ts';

/** An argument is set that only the provider decides. */
export const computedArgument: Rule = {
  code: 'computed-argument',
  severity: 'error',
  scope: 'module',
  summary: 'An argument is set that only the provider decides',
  why: 'Some attributes can be read but not written, such as `self_link` or `etag`. Terraform refuses a module that sets one.',
  source: 'https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors#computed',
};

import type { Rule } from '../rule.ts';

/** A resource type is used that the provider is going to drop. */
export const deprecatedResource: Rule = {
  code: 'deprecated-resource',
  severity: 'warning',
  scope: 'module',
  summary: 'A resource type is used that the provider is going to drop',
  why: 'A later version of the provider does not have the type any more, and what it manages has to be moved to another type first.',
  source:
    'https://developer.hashicorp.com/terraform/plugin/sdkv2/best-practices/deprecations#provider-data-source-or-resource-removal',
};

import type { Rule } from '../rule.ts';

/** An argument is set that the provider is going to drop. */
export const deprecatedArgument: Rule = {
  code: 'deprecated-argument',
  severity: 'warning',
  scope: 'module',
  summary: 'An argument is set that the provider is going to drop',
  why: 'A later version of the provider does not have it any more: then the module fails, or the setting is lost without a word.',
  source:
    'https://developer.hashicorp.com/terraform/plugin/sdkv2/best-practices/deprecations#provider-attribute-removal',
};

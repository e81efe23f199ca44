import type { Rule } from '../rule.ts';

/** Nothing is known of a provider or type, so it was not checked. */
export const notChecked: Rule = {
  code: 'not-checked',
  severity: 'info',
  scope: 'module',
  summary: 'Nothing is known of a provider, so its resources were not checked',
  why: 'Checks against a provider need facts about it. imprint ships those of google, google-beta, random, time and null; of any other provider, or of a type that only a newer version has, the arguments are neither checked nor planned. `imprint schema import` takes them from what Terraform prints about an installed provider.',
  source: 'https://developer.hashicorp.com/terraform/cli/commands/providers/schema',
};

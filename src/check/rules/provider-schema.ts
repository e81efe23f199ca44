import type { Rule } from '../rule.ts';

/** A provider's schema cannot be read. */
export const providerSchema: Rule = {
  code: 'provider-schema',
  severity: 'error',
  scope: 'module',
  summary: "A provider's schema cannot be read",
  why: 'What is imported decides what is checked from then on. A file that is cut off, or is something else, would make checks silently weaker, so what cannot be read of it is said, and nothing is stored.',
  source: 'https://developer.hashicorp.com/terraform/cli/commands/providers/schema',
};

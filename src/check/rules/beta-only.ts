import type { Rule } from '../rule.ts';

/** A type or argument that only google-beta has is used with google. */
export const betaOnly: Rule = {
  code: 'beta-only',
  severity: 'error',
  scope: 'module',
  summary: 'A type, argument or block of google-beta is used with google',
  why: 'Features of Google Cloud that are in preview are found in the provider google-beta only. Terraform takes google for every type whose name begins with `google_`, and then does not know what is used.',
  source: 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_versions',
};

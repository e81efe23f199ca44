import type { Rule } from '../rule.ts';

/** A waiver that waives nothing. */
export const waiverUnused: Rule = {
  code: 'waiver-unused',
  severity: 'warning',
  scope: 'deployment',
  summary: 'A waiver in imprint.yaml without a finding to waive',
  why: 'The finding was mended, or the address or environment of the waiver is misspelt. A waiver that stays behind accepts the next finding of its kind without anyone having looked at it.',
  source: 'docs/checks.md#waivers',
};

import type { Rule } from '../rule.ts';

/** A waiver past its last day. */
export const waiverExpired: Rule = {
  code: 'waiver-expired',
  severity: 'error',
  scope: 'deployment',
  summary: 'A waiver in imprint.yaml is past its last day',
  why: 'A waiver is a promise to mend something by a date. When the date has passed, the finding counts again, and the owner named in the waiver decides: mend it, or agree on a new date.',
  source: 'docs/checks.md#waivers',
};

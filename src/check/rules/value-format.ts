import type { Rule } from '../rule.ts';

/** A text has not the format its schema names. */
export const valueFormat: Rule = {
  code: 'value-format',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A text has not the format its schema names',
  why: 'Formats are the public naming rules of Google Cloud and of the internet: project ids, buckets, CIDR ranges, service accounts, durations. What breaks them cannot exist, so a deployment with it cannot succeed.',
  source: 'https://cloud.google.com/compute/docs/naming-resources',
};

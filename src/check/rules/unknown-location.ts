import type { Rule } from '../rule.ts';

/** A region or zone that is not in the list known to this version. */
export const unknownLocation: Rule = {
  code: 'unknown-location',
  severity: 'warning',
  scope: 'blueprint',
  summary: 'A region or zone that is not in the list known to this version',
  why: 'The name is well formed, so it may be one that Google has added since the list was made; more often it is a slip, and the deployment fails with "permission denied on location" or "not found".',
  source: 'https://cloud.google.com/compute/docs/regions-zones',
};

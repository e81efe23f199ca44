import type { Rule } from '../rule.ts';

/** A custom constraint that Google would refuse. */
export const customConstraint: Rule = {
  code: 'custom-constraint',
  severity: 'error',
  scope: 'deployment',
  summary: 'A custom constraint that Google would refuse',
  why: 'A definition with a wrong name, type, method or length is refused as a whole when it is saved, and the policy that enforces it with it: what it was to prevent stays possible.',
  source: 'https://cloud.google.com/resource-manager/docs/organization-policy/creating-managing-custom-constraints',
};

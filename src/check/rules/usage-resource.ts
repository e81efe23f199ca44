import type { Rule } from '../rule.ts';

/** An assumption about a resource that is not there. */
export const usageResource: Rule = {
  code: 'usage-resource',
  severity: 'warning',
  scope: 'deployment',
  summary: 'An assumption about the use of a resource that the module does not have',
  why: 'What `spec.usage.resources` says about an address that no resource has is not counted, and the resource that was meant is estimated by the assumptions of the whole environment.',
  source: 'docs/cost.md#assumptions',
};

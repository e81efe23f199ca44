import type { Rule } from '../rule.ts';

/** A parameter that each environment has to set itself is inherited. */
export const overrideRequired: Rule = {
  code: 'override-required',
  severity: 'error',
  scope: 'deployment',
  summary: 'A parameter that each environment has to set itself is inherited',
  why: 'The author of the blueprint says that no two environments may share this value, or that somebody has to think about it each time. A value from a base or a default would do neither.',
  source: 'schemas/blueprint.schema.json',
};

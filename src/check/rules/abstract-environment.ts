import type { Rule } from '../rule.ts';

/** An abstract environment is asked for by name. */
export const abstractEnvironment: Rule = {
  code: 'abstract-environment',
  severity: 'error',
  scope: 'deployment',
  summary: 'An abstract environment is asked for by name',
  why: 'An abstract environment is a base of others. It need not be complete, so there is nothing to render or deploy; doing so by mistake would create a deployment that belongs to nobody.',
  source: 'schemas/environment.schema.json',
};

import type { Rule } from '../rule.ts';

/** Two environments have the same name. */
export const duplicateEnvironment: Rule = {
  code: 'duplicate-environment',
  severity: 'error',
  scope: 'deployment',
  summary: 'Two environments have the same name',
  why: 'A full name stands for one deployment and one folder of generated files. Of two documents with one name, each render would overwrite what the other has written.',
  source: 'schemas/environment.schema.json',
};

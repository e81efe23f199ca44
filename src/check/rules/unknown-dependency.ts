import type { Rule } from '../rule.ts';

/** `dependsOn` or `inputsFrom` names an environment that is never deployed. */
export const unknownDependency: Rule = {
  code: 'unknown-dependency',
  severity: 'error',
  scope: 'deployment',
  summary: '`dependsOn` or `inputsFrom` names an environment that is never deployed',
  why: 'The deployment would wait for something that never comes, or be deployed before what it needs.',
  source: 'schemas/environment.schema.json',
};

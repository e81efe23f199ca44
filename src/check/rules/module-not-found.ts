import type { Rule } from '../rule.ts';

/** There is no module at a local path. */
export const moduleNotFound: Rule = {
  code: 'module-not-found',
  severity: 'error',
  scope: 'module',
  summary: 'There is no module at a local path',
  why: 'The folder that `source` names holds no .tf file. Folders outside of the uploaded one do not reach Infrastructure Manager.',
  source: 'https://developer.hashicorp.com/terraform/language/modules/sources#local-paths',
};

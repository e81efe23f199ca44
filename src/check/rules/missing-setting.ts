import type { Rule } from '../rule.ts';

/** An environment has no project or location. */
export const missingSetting: Rule = {
  code: 'missing-setting',
  severity: 'error',
  scope: 'deployment',
  summary: 'An environment has no project or location',
  why: 'Every deployment lives in one project and one location. There is no sensible default: a wrong project is where accidents happen.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest/v1/projects.locations.deployments',
};

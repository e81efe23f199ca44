import type { Rule } from '../rule.ts';

/** Another deployment is asked for an output it does not have. */
export const unknownOutput: Rule = {
  code: 'unknown-output',
  severity: 'error',
  scope: 'deployment',
  summary: 'Another deployment is asked for an output it does not have',
  why: 'The service fails with EXTERNAL_VALUE_SOURCE_IMPORT_FAILED before Terraform starts, with the deployment locked in the meantime.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest/v1/projects.locations.deployments',
};

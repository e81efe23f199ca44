import type { Rule } from '../rule.ts';

/** An output of another deployment is asked for where it cannot be used. */
export const inputsFrom: Rule = {
  code: 'inputs-from',
  severity: 'error',
  scope: 'deployment',
  summary: 'An output of another deployment is asked for where it cannot be used',
  why: 'The service reads outputs of deployments in the same project and location only, when Terraform runs. So the parameter must be an ordinary one, with no other value, and not one that decides what is rendered.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest',
};

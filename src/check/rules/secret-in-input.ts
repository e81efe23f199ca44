import type { Rule } from '../rule.ts';

/** A secret is given as input. */
export const secretInInput: Rule = {
  code: 'secret-in-input',
  severity: 'error',
  scope: 'deployment',
  summary: 'A secret is given as input',
  why: 'Input values are committed with the environment, rendered into `terraform.tfvars`, uploaded, kept in the Terraform state, and readable by everyone who may view the deployment. Terraform reads the secret itself when it is given the name of a Secret Manager version.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/terraform',
};

import type { Rule } from '../rule.ts';

/** A deployment names no service account. */
export const imServiceAccount: Rule = {
  code: 'im-service-account',
  severity: 'error',
  scope: 'deployment',
  summary: 'A deployment names no service account',
  why: 'Terraform runs as this account, and the service requires it. It needs roles/config.agent in the project of the deployment and a role for everything the module manages; who deploys needs roles/iam.serviceAccountUser on it.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/configure-service-account',
  check: ({ environment }, report) => {
    if (environment.deployment.serviceAccount !== undefined) return;
    report({
      message: `environment \`${environment.name}\` names no service account for Terraform to run as`,
      at: { kind: 'pointer', pointer: '/deployment', on: 'key' },
      hint: `set \`spec.deployment.serviceAccount\`, such as deployer@${environment.project}.iam.gserviceaccount.com`,
    });
  },
};

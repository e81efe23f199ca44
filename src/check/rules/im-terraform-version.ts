import type { Rule } from '../rule.ts';

/** Versions that deployments can be created with, as of 2026-11. */
const supported: readonly string[] = ['1.3.10', '1.4.7', '1.5.7', '1.16.5'];

/** Versions that were supported once, with what they are migrated to. */
const retired: ReadonlyMap<string, string> = new Map([['1.2.3', '1.5.7']]);

/** Infrastructure Manager does not run the Terraform version. */
export const imTerraformVersion: Rule = {
  code: 'im-terraform-version',
  severity: 'error',
  scope: 'deployment',
  summary: 'Infrastructure Manager does not run the Terraform version',
  why: 'The service runs a handful of versions and refuses a deployment with any other. After the end of support of a version, updates fail as well.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/terraform-version-support',
  check: ({ environment }, report) => {
    const { terraformVersion } = environment.deployment;
    if (supported.includes(terraformVersion)) return;
    const migrated = retired.get(terraformVersion);
    report({
      message:
        migrated === undefined
          ? `Infrastructure Manager does not run Terraform \`${terraformVersion}\``
          : `Infrastructure Manager no longer runs Terraform \`${terraformVersion}\``,
      at: { kind: 'pointer', pointer: '/deployment/terraformVersion' },
      hint: migrated === undefined ? `choose one of ${supported.join(', ')}` : `choose ${migrated}`,
      args: { terraformVersion },
    });
  },
};

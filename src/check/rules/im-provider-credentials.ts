import type { Rule } from '../rule.ts';

/** Arguments of the Google providers that say who Terraform acts as. */
const keys = ['credentials', 'access_token'] as const;

/** A provider is given credentials. */
export const imProviderCredentials: Rule = {
  code: 'im-provider-credentials',
  severity: 'warning',
  scope: 'module',
  summary: 'A provider is given credentials',
  why: 'Infrastructure Manager runs Terraform as the service account of the deployment. A key in the configuration is uploaded with it and readable by everyone who may view the deployment; an access token has expired by the next update, or by the time of the deletion.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/configure-service-account',
  check: ({ evaluation }, report) => {
    for (const { name, values, location } of evaluation.providers.values()) {
      if (name !== 'google' && name !== 'google-beta') continue;
      for (const key of keys) {
        const value = values.entries.get(key);
        if (value === undefined || value.kind === 'null' || value.kind === 'unknown') continue;
        const range = value.origin?.range ?? location.range;
        report({
          message: `Infrastructure Manager acts as the deployment's service account, so there must be no \`${key}\``,
          at:
            range === undefined
              ? { kind: 'pointer', pointer: '' }
              : { kind: 'range', file: value.origin?.file ?? location.file, range },
          hint: 'remove the argument and grant roles to the service account instead; `imprint explain roles` lists them',
          args: { argument: key },
        });
      }
    }
  },
};

import { missingServices } from '../../terraform/derived/enabled-services.ts';
import type { Rule } from '../rule.ts';

/** The module enables APIs, but not all that it uses. */
export const apiNotEnabled: Rule = {
  code: 'api-not-enabled',
  severity: 'warning',
  scope: 'module',
  summary: 'The module enables APIs, but not all that it uses',
  why: 'Each resource is managed with an API that must be enabled in the project, or creating it fails with SERVICE_DISABLED. A module that enables some APIs is usually meant to work in a new project; one that leaves an API out works only where somebody has enabled it by hand. Modules that enable none are not looked at.',
  source: 'https://docs.cloud.google.com/service-usage/docs/enabled-service',
  check: ({ evaluation }, report) => {
    for (const { service, users } of missingServices(evaluation)) {
      const [first, ...others] = users;
      if (first === undefined) continue;
      const more = others.length === 0 ? '' : ` (${users.length} resources need it)`;
      report({
        message: `${first.type} needs ${service}, which the module does not enable${more}`,
        at: { kind: 'attribute', address: first.address, path: [] },
        hint: `add a google_project_service for ${service}; ignore this where the API is enabled elsewhere`,
        args: { service },
      });
    }
  },
};

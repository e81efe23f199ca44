// A table: what the sources of the google provider say of identity and access arguments.

import type { ValueRule } from '../../src/terraform/facts/facts.ts';
import type { DocumentedRule } from '../../src/terraform/provider-checks/documented-rules.ts';

const notEmpty: ValueRule = { minLength: 1 };

const noDeletedPrincipal: ValueRule = {
  notPattern: '^deleted:',
  expected: 'a principal that is not deleted: terraform does not manage those',
};

const providerId: ValueRule = {
  pattern: '^[a-z0-9-]{4,32}$',
  notPattern: '^gcp-',
  expected: '4 to 32 lower-case letters, digits and hyphens, not beginning with "gcp-"',
};

const poolMember: ValueRule = {
  minLength: 2,
  maxLength: 63,
  pattern: '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$',
  notPattern: '^gcp-',
  expected:
    '2 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit, not beginning with "gcp-"',
};

/** Identity pools, principals and credentials. */
export const iamRules: readonly DocumentedRule[] = [
  {
    types: ['google_iam_workforce_pool'],
    path: 'workforce_pool_id',
    value: {
      pattern: '^[a-z][a-z0-9-]{4,61}[a-z0-9]$',
      notPattern: '^gcp-',
      expected:
        '6 to 63 lower-case letters, digits and hyphens, beginning with a letter, not ending with a hyphen and not beginning with "gcp-"',
    },
    source: 'services/iamworkforcepool/resource_iam_workforce_pool.go',
  },
  {
    types: ['google_iam_workforce_pool_provider'],
    path: 'provider_id',
    value: providerId,
    source: 'services/iamworkforcepool/resource_iam_workforce_pool_provider.go',
  },
  {
    types: ['google_iam_workforce_pool_provider_key'],
    path: 'key_id',
    value: providerId,
    source: 'services/iamworkforcepool/resource_iam_workforce_pool_provider_key.go',
  },
  ...['extended_attributes_oauth2_client', 'extra_attributes_oauth2_client', 'oidc'].map((block) => ({
    types: ['google_iam_workforce_pool_provider'],
    path: `${block}.client_secret.value.plain_text`,
    value: notEmpty,
    source: 'services/iamworkforcepool/resource_iam_workforce_pool_provider.go',
  })),
  {
    types: ['google_iam_workload_identity_pool_provider'],
    path: 'workload_identity_pool_provider_id',
    value: providerId,
    source: 'services/iambeta/resource_iam_workload_identity_pool_provider.go',
  },
  {
    types: ['google_iam_workload_identity_pool_namespace'],
    path: 'workload_identity_pool_namespace_id',
    value: poolMember,
    source: 'services/iambeta/resource_iam_workload_identity_pool_namespace.go',
  },
  {
    types: ['google_iam_workload_identity_pool_managed_identity'],
    path: 'workload_identity_pool_managed_identity_id',
    value: poolMember,
    source: 'services/iambeta/resource_iam_workload_identity_pool_managed_identity.go',
  },
  {
    types: ['google_privileged_access_manager_entitlement'],
    path: 'entitlement_id',
    value: {
      pattern: '^[a-z][a-z0-9-]{3,62}$',
      expected: '4 to 63 lower-case letters, digits and hyphens, beginning with a letter',
    },
    source: 'services/privilegedaccessmanager/resource_privileged_access_manager_entitlement.go',
  },
  ...['eligible_users.principals', 'approval_workflow.manual_approvals.steps.approvers.principals'].map((path) => ({
    types: ['google_privileged_access_manager_entitlement'],
    path,
    items: noDeletedPrincipal,
    source: 'services/privilegedaccessmanager/resource_privileged_access_manager_entitlement.go',
  })),
  {
    types: ['google_iam_policy'],
    path: 'binding.members',
    items: noDeletedPrincipal,
    source: 'services/resourcemanager/data_source_google_iam_policy.go',
  },
  {
    types: ['google_iam_testable_permissions'],
    path: 'stages',
    items: { enum: ['ALPHA', 'BETA', 'GA', 'DEPRECATED'], ignoreCase: true },
    source: 'services/resourcemanager/data_source_google_iam_testable_permissions.go',
  },
  {
    types: ['google_iam_testable_permissions'],
    path: 'custom_support_level',
    value: { enum: ['NOT_SUPPORTED', 'SUPPORTED', 'TESTING'], ignoreCase: true },
    source: 'services/resourcemanager/data_source_google_iam_testable_permissions.go',
  },
  ...['google_organization_iam_custom_roles', 'google_project_iam_custom_roles'].map((type) => ({
    types: [type],
    path: 'view',
    value: { enum: ['BASIC', 'FULL'] },
    source: `services/resourcemanager/data_source_${type}.go`,
  })),
  {
    types: ['google_storage_object_acl', 'google_storage_default_object_acl'],
    path: 'role_entity',
    items: { pattern: '^[^:]*:[^:]*$', expected: 'a role and an entity as `ROLE:entity`' },
    source: 'services/storage/resource_storage_object_acl.go',
  },
  {
    types: ['google'],
    path: 'external_credentials.service_account_email',
    value: {
      pattern: '^[a-zA-Z0-9-]+@[a-zA-Z0-9-]+\\.iam\\.gserviceaccount\\.com$',
      expected: 'the address of a service account such as "name@project-id.iam.gserviceaccount.com"',
    },
    source: 'provider/provider_validators.go',
  },
];

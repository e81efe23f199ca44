import type { ResourcePricer } from '../pricer.ts';

/** What costs nothing: access, settings of projects, and what is in Terraform only. */
export const freePricers: readonly ResourcePricer[] = [
  {
    service: 'IAM',
    types: [
      '*_iam_member',
      '*_iam_binding',
      '*_iam_policy',
      '*_iam_audit_config',
      'google_service_account*',
      'google_project_iam_custom_role',
      'google_organization_iam_custom_role',
      'google_iam_*',
      'google_bigquery_dataset_access',
    ],
    kind: 'free',
    reason: 'access control is not charged',
    source: 'https://cloud.google.com/iam',
  },
  {
    service: 'Resource Manager',
    types: [
      'google_project',
      'google_project_service',
      'google_project_service_identity',
      'google_project_default_service_accounts',
      'google_folder',
      'google_tags_*',
    ],
    kind: 'free',
    reason: 'projects and enabled services are not charged, what is made in them is',
    source: 'https://cloud.google.com/resource-manager',
  },
  {
    service: 'Organization Policy',
    types: ['google_org_policy_*', 'google_project_organization_policy', 'google_folder_organization_policy'],
    kind: 'free',
    reason: 'policies are not charged',
    source: 'https://cloud.google.com/resource-manager/docs/organization-policy/overview',
  },
  {
    service: 'VPC Service Controls',
    types: ['google_access_context_manager_*'],
    kind: 'free',
    reason: 'perimeters are not charged',
    source: 'https://cloud.google.com/vpc-service-controls/pricing',
  },
  {
    service: 'Cloud Billing',
    types: ['google_billing_budget'],
    kind: 'free',
    reason: 'budgets are not charged',
    source: 'https://cloud.google.com/billing/docs/how-to/budgets',
  },
  {
    service: 'Data Catalog',
    types: ['google_data_catalog_taxonomy', 'google_data_catalog_policy_tag', 'google_bigquery_datapolicy_*'],
    kind: 'not priced',
    reason: 'the price book has no prices of Data Catalog',
  },
  {
    service: 'Terraform',
    types: ['time_*', 'random_*', 'null_resource', 'terraform_data', 'local_*', 'tls_*', 'http'],
    kind: 'free',
    reason: 'it is in the state of Terraform only',
    source: 'https://developer.hashicorp.com/terraform/language/providers',
  },
];

// A table: attributes whose planned value is not simply what is written.

import type { ValueEffect } from '../../src/terraform/facts/planning-facts.ts';
import { type RuleOfTypes, vmTypes } from './rule-of-types.ts';

/** What becomes of the values of an attribute. */
export interface ValueRule extends RuleOfTypes {
  /** Path without indexes; `*.` at the start stands for any blocks, also none. */
  readonly path: string;
  readonly effect: ValueEffect;
}

const suppress = (types: readonly string[], path: string, ...values: readonly string[]): ValueRule => ({
  types,
  path,
  effect: { kind: 'suppress', values },
});

const suppressUnspecified = (types: readonly string[], path: string): ValueRule => ({
  types,
  path,
  effect: { kind: 'suppress-ending', ending: '_UNSPECIFIED' },
});

const clusters: readonly string[] = ['google_container_cluster', 'google_container_node_pool'];

/**
 * Found by planning every type with the values its documentation names; the documents are the resources' pages on the Terraform Registry.
 * In no particular order; at most one fits an attribute.
 */
export const valueRules: readonly ValueRule[] = [
  { types: ['google_storage_bucket', 'google_container_registry'], path: 'location', effect: { kind: 'upper-case' } },
  {
    types: ['google_storage_bucket'],
    path: 'custom_placement_config.data_locations',
    effect: { kind: 'upper-case' },
  },
  { types: ['google_project'], path: 'folder_id', effect: { kind: 'strip-prefix', prefix: 'folders/' } },
  { types: ['google_logging_folder_sink'], path: 'folder', effect: { kind: 'strip-prefix', prefix: 'folders/' } },
  {
    types: ['google_logging_organization_sink'],
    path: 'org_id',
    effect: { kind: 'strip-prefix', prefix: 'organizations/' },
  },
  {
    types: ['google_container_cluster'],
    path: 'autopilot_privileged_admission',
    effect: { kind: 'empty-list-as', value: ['gke://*'] },
  },
  { types: vmTypes, path: 'network_interface.ipv6_address', effect: { kind: 'suppress-unless-ipv6' } },
  {
    types: vmTypes,
    path: 'network_interface.ipv6_access_config.external_ipv6',
    effect: { kind: 'suppress-unless-ipv6' },
  },
  suppress(['google_certificate_manager_certificate'], 'scope', 'DEFAULT'),
  suppress(['google_cloud_scheduler_job'], 'attempt_deadline', '180s'),
  suppress(['google_compute_global_address'], 'address_type', 'EXTERNAL'),
  suppress(['google_compute_instance'], 'boot_disk.force_attach', 'false'),
  suppress(['google_compute_instance'], 'attached_disk.force_attach', 'false'),
  suppress(['google_datastream_connection_profile'], 'create_without_validation', 'false'),
  suppress(['google_compute_address', 'google_compute_global_address'], 'ip_version', 'IPV4'),
  suppress([...vmTypes, ...clusters], '*.performance_monitoring_unit', 'STANDARD'),
  suppress(['google_vmwareengine_private_cloud'], 'type', 'STANDARD'),
  suppress(
    ['google_compute_instance_group_manager', 'google_compute_region_instance_group_manager'],
    'update_policy.replacement_method',
    'SUBSTITUTE',
  ),
  suppress(['google_compute_region_instance_group_manager'], 'update_policy.instance_redistribution_type', 'PROACTIVE'),
  suppress(['google_project_iam_custom_role', 'google_organization_iam_custom_role'], 'stage', 'ALPHA'),
  suppress(['google_monitoring_alert_policy'], '*.cross_series_reducer', 'REDUCE_NONE'),
  suppress(['google_sql_user'], 'type', 'BUILT_IN'),
  suppressUnspecified(['google_access_context_manager_service_perimeter'], '*.identity_type'),
  suppressUnspecified(['google_dataplex_aspect_type'], 'data_classification'),
  suppressUnspecified(['google_container_cluster'], 'dns_config.cluster_dns_scope'),
  suppressUnspecified(['google_container_cluster'], 'network_policy.provider'),
  suppressUnspecified(['google_container_cluster'], 'datapath_provider'),
  suppressUnspecified(['google_container_cluster'], 'enterprise_config.desired_tier'),
  suppressUnspecified(['google_container_cluster'], 'security_posture_config.mode'),
  suppressUnspecified(['google_container_cluster'], 'security_posture_config.vulnerability_mode'),
  suppressUnspecified(clusters, '*.node_kernel_module_loading.policy'),
  suppressUnspecified(clusters, '*.linux_node_config.transparent_hugepage_defrag'),
  suppressUnspecified(clusters, '*.linux_node_config.transparent_hugepage_enabled'),
  suppressUnspecified(clusters, '*.linux_node_config.cgroup_mode'),
  suppressUnspecified(['google_notebooks_instance'], 'disk_encryption'),
  suppress(['google_billing_budget'], 'budget_filter.calendar_period', 'MONTH'),
  suppress(vmTypes, 'min_cpu_platform', 'automatic'),
  suppress(
    ['google_container_cluster'],
    'cluster_autoscaling.auto_provisioning_defaults.min_cpu_platform',
    'automatic',
  ),
  suppress(['google_network_services_gateway'], 'routing_mode', 'EXPLICIT_ROUTING_MODE'),
  suppress(['google_hypercomputecluster_cluster'], '*.static_node_count', '0'),
  suppress(['google_hypercomputecluster_cluster'], '*.login_nodes.count', '0'),
  suppress(['google_hypercomputecluster_cluster'], '*.max_dynamic_node_count', '0'),
  {
    types: ['google_cloud_quotas_quota_preference'],
    path: 'quota_config.preferred_value',
    effect: { kind: 'empty-string', values: ['0'] },
  },
  {
    types: [
      'google_logging_billing_account_sink',
      'google_logging_folder_sink',
      'google_logging_organization_sink',
      'google_logging_project_sink',
    ],
    path: 'filter',
    effect: { kind: 'suppress-blank' },
  },
  { types: ['google_apphub_service_project_attachment'], path: 'service_project', effect: { kind: 'always-null' } },
  {
    provider: 'hashicorp/google-beta',
    types: ['google_compute_disk', 'google_compute_region_disk'],
    path: 'interface',
    effect: { kind: 'always-null' },
  },
  {
    provider: 'hashicorp/google-beta',
    types: vmTypes,
    path: 'partner_metadata',
    effect: { kind: 'suppress-unless-json' },
  },
];

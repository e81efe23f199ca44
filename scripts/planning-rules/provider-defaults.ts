// A table: which types take values from the provider's configuration or a default.

/**
 * Which types of the providers `google` and `google-beta` take project, region, zone and deletion policy from the provider's
 * configuration or from a default while planning, and which do not. Found by planning every type with version 7.45.0; the documents
 * are the providers' pages on the Terraform Registry ("Google Cloud Platform Provider - Configuration Reference").
 */
export interface ProviderDefaults {
  /** Types whose `project` stays unknown although the provider has one. */
  readonly projectUnknown: ReadonlySet<string>;
  /** Types that take the provider's `region`; all others leave it unknown. */
  readonly region: ReadonlySet<string>;
  /** Types that take the provider's `zone`; all others leave it unknown. */
  readonly zone: ReadonlySet<string>;
  /** `deletion_policy` where it is not `DELETE`; null: it stays unknown. */
  readonly deletionPolicy: ReadonlyMap<string, string | null>;
  /** Types whose labels do not get the attribution label. */
  readonly withoutAttribution: ReadonlySet<string>;
}

const google: ProviderDefaults = {
  projectUnknown: new Set([
    'google_bigtable_gc_policy',
    'google_container_cluster',
    'google_dataflow_job',
    'google_endpoints_service',
    'google_logging_project_sink',
    'google_storage_bucket',
  ]),
  region: new Set([
    'google_cloud_scheduler_job',
    'google_cloudfunctions_function',
    'google_composer_environment',
    'google_composer_user_workloads_secret',
    'google_compute_region_autoscaler',
    'google_compute_region_instance_group_manager',
    'google_compute_region_instance_template',
    'google_compute_region_network_endpoint',
    'google_compute_region_network_firewall_policy_rule',
    'google_compute_region_per_instance_config',
    'google_compute_resource_policy',
    'google_compute_router_interface',
    'google_compute_service_attachment',
    'google_compute_target_pool',
    'google_data_catalog_entry_group',
    'google_data_catalog_tag_template',
    'google_data_fusion_instance',
    'google_redis_cluster',
  ]),
  zone: new Set([
    'google_compute_attached_disk',
    'google_compute_autoscaler',
    'google_compute_disk_resource_policy_attachment',
    'google_compute_instance',
    'google_compute_instance_from_template',
    'google_compute_instance_group',
    'google_compute_instance_group_manager',
    'google_compute_instance_group_named_port',
    'google_compute_network_endpoint',
    'google_compute_network_endpoint_group',
    'google_compute_network_endpoints',
    'google_compute_per_instance_config',
    'google_compute_resource_policy_attachment',
  ]),
  deletionPolicy: new Map<string, string | null>([
    ['google_alloydb_cluster', 'DEFAULT'],
    ['google_bigquery_analytics_hub_query_template', 'DELETE_IF_DRAFTED'],
    ['google_billing_subaccount', null],
    ['google_chronicle_data_table', 'DEFAULT'],
    ['google_chronicle_rule', 'DEFAULT'],
    ['google_datastream_private_connection', 'FORCE'],
    ['google_firebase_data_connect_service', 'DEFAULT'],
    ['google_firestore_database', 'ABANDON'],
    ['google_looker_instance', 'DEFAULT'],
    ['google_netapp_volume', 'DEFAULT'],
    ['google_oracle_database_goldengate_deployment', 'PREVENT'],
    ['google_project', 'PREVENT'],
    ['google_secure_source_manager_instance', 'PREVENT'],
    ['google_secure_source_manager_repository', 'PREVENT'],
  ]),
  withoutAttribution: new Set([
    'google_compute_forwarding_rule',
    'google_compute_global_forwarding_rule',
    'google_dataplex_datascan',
    'google_dataplex_task',
    'google_dataproc_cluster',
  ]),
};

const googleBeta: ProviderDefaults = {
  ...google,
  projectUnknown: new Set([...google.projectUnknown, 'google_dataflow_flex_template_job']),
  region: new Set([...google.region, 'google_compute_region_network_policy_traffic_classification_rule']),
  zone: new Set([...google.zone, 'google_compute_instance_from_machine_image']),
  deletionPolicy: new Map<string, string | null>([
    ...google.deletionPolicy,
    ['google_dataflow_flex_template_job', null],
    ['google_gke_hub_feature_membership', null],
  ]),
};

/** By the provider's source address without host. */
export const providerDefaults: ReadonlyMap<string, ProviderDefaults> = new Map([
  ['hashicorp/google', google],
  ['hashicorp/google-beta', googleBeta],
]);

// A table: where resources name the key that encrypts them.
import type { AttributePath } from './readings.ts';

/** Where the resources of a type name their encryption key, and for which service. */
export interface KeyAttribute {
  /** As policies name it: `storage.googleapis.com`. */
  readonly service: string;
  readonly type: string;
  /** As often as it occurs, it must be set. */
  readonly path: AttributePath;
  /** A block without which the type needs no key: only where it is there is a key asked for. */
  readonly only?: string;
}

/**
 * Key attributes by service.
 *
 * @see https://cloud.google.com/kms/docs/cmek-org-policy
 */
export const keyAttributes: readonly KeyAttribute[] = [
  key('aiplatform', 'google_vertex_ai_dataset', 'encryption_spec.kms_key_name'),
  key('aiplatform', 'google_vertex_ai_endpoint', 'encryption_spec.kms_key_name'),
  key('aiplatform', 'google_vertex_ai_featurestore', 'encryption_spec.kms_key_name'),
  key('aiplatform', 'google_vertex_ai_index', 'encryption_spec.kms_key_name'),
  key('aiplatform', 'google_vertex_ai_metadata_store', 'encryption_spec.kms_key_name'),
  key('aiplatform', 'google_vertex_ai_tensorboard', 'encryption_spec.kms_key_name'),
  key('alloydb', 'google_alloydb_cluster', 'encryption_config.kms_key_name'),
  key('alloydb', 'google_alloydb_backup', 'encryption_config.kms_key_name'),
  key('artifactregistry', 'google_artifact_registry_repository', 'kms_key_name'),
  key('bigquery', 'google_bigquery_dataset', 'default_encryption_configuration.kms_key_name'),
  key('bigtable', 'google_bigtable_instance', 'cluster.kms_key_name'),
  key('cloudfunctions', 'google_cloudfunctions_function', 'kms_key_name'),
  key('cloudfunctions', 'google_cloudfunctions2_function', 'kms_key_name'),
  key('composer', 'google_composer_environment', 'config.encryption_config.kms_key_name'),
  key('compute', 'google_compute_disk', 'disk_encryption_key.kms_key_self_link'),
  key('compute', 'google_compute_region_disk', 'disk_encryption_key.kms_key_name'),
  key('compute', 'google_compute_image', 'image_encryption_key.kms_key_self_link'),
  key('compute', 'google_compute_snapshot', 'snapshot_encryption_key.kms_key_self_link'),
  { ...key('compute', 'google_compute_instance', 'boot_disk.kms_key_self_link'), only: 'boot_disk.initialize_params' },
  key('container', 'google_container_cluster', 'database_encryption.key_name'),
  key('container', 'google_container_node_pool', 'node_config.boot_disk_kms_key'),
  { ...key('container', 'google_container_cluster', 'node_pool.node_config.boot_disk_kms_key'), only: 'node_pool' },
  key('dataflow', 'google_dataflow_job', 'kms_key_name'),
  key('dataproc', 'google_dataproc_cluster', 'cluster_config.encryption_config.kms_key_name'),
  key('file', 'google_filestore_instance', 'kms_key_name'),
  key('firestore', 'google_firestore_database', 'cmek_config.kms_key_name'),
  key('logging', 'google_logging_project_bucket_config', 'cmek_settings.kms_key_name'),
  key('logging', 'google_logging_folder_bucket_config', 'cmek_settings.kms_key_name'),
  key('logging', 'google_logging_organization_bucket_config', 'cmek_settings.kms_key_name'),
  key('notebooks', 'google_workbench_instance', 'gce_setup.boot_disk.kms_key'),
  key('pubsub', 'google_pubsub_topic', 'kms_key_name'),
  key('redis', 'google_redis_instance', 'customer_managed_key'),
  key('run', 'google_cloud_run_service', ['template', 'metadata', 'annotations', 'run.googleapis.com/encryption-key']),
  key('run', 'google_cloud_run_v2_service', 'template.encryption_key'),
  key('run', 'google_cloud_run_v2_job', 'template.template.encryption_key'),
  key('run', 'google_cloud_run_v2_worker_pool', 'template.encryption_key'),
  {
    ...key(
      'secretmanager',
      'google_secret_manager_secret',
      'replication.auto.customer_managed_encryption.kms_key_name',
    ),
    only: 'replication.auto',
  },
  {
    ...key(
      'secretmanager',
      'google_secret_manager_secret',
      'replication.user_managed.replicas.customer_managed_encryption.kms_key_name',
    ),
    only: 'replication.user_managed',
  },
  key('spanner', 'google_spanner_database', 'encryption_config.kms_key_name'),
  key('sqladmin', 'google_sql_database_instance', 'encryption_key_name'),
  key('storage', 'google_storage_bucket', 'encryption.default_kms_key_name'),
  key('workstations', 'google_workstations_workstation_config', 'encryption_key.kms_key'),
];

/** Further attributes that name keys: which projects keys come from is tested here too. */
export const otherKeyAttributes: readonly (readonly [type: string, path: string])[] = [
  ['google_bigquery_table', 'encryption_configuration.kms_key_name'],
  ['google_compute_instance', 'attached_disk.kms_key_self_link'],
  ['google_compute_instance_template', 'disk.disk_encryption_key.kms_key_self_link'],
  ['google_container_cluster', 'node_config.boot_disk_kms_key'],
  ['google_container_cluster', 'cluster_autoscaling.auto_provisioning_defaults.boot_disk_kms_key'],
  ['google_datastream_stream', 'customer_managed_encryption_key'],
];

function key(service: string, type: string, path: AttributePath): KeyAttribute {
  return { service: `${service}.googleapis.com`, type, path };
}

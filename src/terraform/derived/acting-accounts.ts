import type { ResourceInstance } from '../evaluation.ts';
import { valuesAt } from './values-at.ts';

/** Where types name the service account that what they make runs as. Whoever makes it must be allowed to act as that account. */
const accountPaths: Readonly<Record<string, readonly (readonly string[])[]>> = {
  google_app_engine_flexible_app_version: [['service_account']],
  google_app_engine_standard_app_version: [['service_account']],
  google_bigquery_data_transfer_config: [['service_account_name']],
  google_cloud_run_service: [['template', 'spec', 'service_account_name']],
  google_cloud_run_v2_job: [['template', 'template', 'service_account']],
  google_cloud_run_v2_service: [['template', 'service_account']],
  google_cloud_run_v2_worker_pool: [['template', 'service_account']],
  google_cloud_scheduler_job: [
    ['http_target', 'oauth_token', 'service_account_email'],
    ['http_target', 'oidc_token', 'service_account_email'],
  ],
  google_cloudbuild_trigger: [['service_account']],
  google_cloudfunctions_function: [['service_account_email']],
  google_cloudfunctions2_function: [
    ['service_config', 'service_account_email'],
    ['build_config', 'service_account'],
  ],
  google_composer_environment: [['config', 'node_config', 'service_account']],
  google_compute_instance: [['service_account', 'email']],
  google_compute_instance_template: [['service_account', 'email']],
  google_compute_region_instance_template: [['service_account', 'email']],
  google_config_deployment: [['service_account']],
  google_container_cluster: [
    ['node_config', 'service_account'],
    ['cluster_autoscaling', 'auto_provisioning_defaults', 'service_account'],
  ],
  google_container_node_pool: [['node_config', 'service_account']],
  google_dataflow_flex_template_job: [['service_account_email']],
  google_dataflow_job: [['service_account_email']],
  google_dataproc_cluster: [['cluster_config', 'gce_cluster_config', 'service_account']],
  google_eventarc_trigger: [['service_account']],
  google_notebooks_instance: [['service_account']],
  google_pubsub_subscription: [['push_config', 'oidc_token', 'service_account_email']],
  google_tpu_v2_vm: [['service_account', 'email']],
  google_workbench_instance: [['gce_setup', 'service_accounts', 'email']],
  google_workflows_workflow: [['service_account']],
};

/** Types that run as the default service account of Compute Engine when they name none. */
const runsAsDefault: ReadonlySet<string> = new Set([
  'google_cloud_run_service',
  'google_cloud_run_v2_job',
  'google_cloud_run_v2_service',
  'google_cloud_run_v2_worker_pool',
  'google_cloudfunctions2_function',
  'google_composer_environment',
  'google_container_cluster',
  'google_container_node_pool',
  'google_dataproc_cluster',
]);

/** Whether what a resource makes acts as a service account, named in the module or by default. */
export function actsAsAccount({ type, mode, configuration }: ResourceInstance): boolean {
  if (mode !== 'managed') return false;
  if (runsAsDefault.has(type)) return true;
  return (accountPaths[type] ?? []).some((path) => valuesAt(configuration, path).length > 0);
}

// A table: what the sources of the google provider say of the arguments of other services.

import type { ValueRule } from '../../src/terraform/facts/facts.ts';
import type { DocumentedRule } from '../../src/terraform/provider-checks/documented-rules.ts';

const projectPattern =
  '(?:(?:[-a-z0-9]{1,63}\\.)*(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?):)?(?:[0-9]{1,19}|(?:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?))';

const projectId: ValueRule = {
  pattern: `^${projectPattern}$`,
  expected: 'a project id: lower-case letters, digits and hyphens, not ending with a hyphen',
};

const headers: ValueRule = {
  keys: {
    notPattern: '^Content-Length$|(X-Google-|X-AppEngine-).*',
    expected: 'none of the headers that Cloud Scheduler sets itself (Content-Length, X-Google-…, X-AppEngine-…)',
  },
};

const clusterName = (maximum: number): ValueRule => ({
  maxLength: maximum,
  pattern: '^[a-z](?:[a-z0-9-]*[a-z0-9])?$',
  expected: `up to ${maximum} lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen`,
});

/** Projects and services, the first half of the alphabet. */
export const serviceRules: readonly DocumentedRule[] = [
  {
    types: ['google_app_engine_application', 'google_project_default_service_accounts'],
    path: 'project',
    value: projectId,
    source: 'verify/validation.go',
  },
  {
    types: ['google_project'],
    mode: 'managed',
    path: 'project_id',
    value: projectId,
    source: 'verify/validation.go',
  },
  {
    types: ['google_project'],
    mode: 'data',
    path: 'project_id',
    value: { ...projectId, pattern: `(?:^|/)${projectPattern}$` },
    source: 'verify/validation.go',
  },
  {
    types: ['google_project'],
    path: 'name',
    value: {
      pattern: '^[A-Za-z0-9-\'"\\s!]{4,30}$',
      expected: '4 to 30 letters, digits, hyphens, quotation marks, spaces and exclamation marks',
    },
    source: 'verify/validation.go',
  },
  {
    types: ['google_project_service'],
    path: 'service',
    value: {
      pattern: '\\.',
      notPattern: '^bigquery-json\\.googleapis\\.com$',
      expected: 'the name of a service such as "bigquery.googleapis.com"',
    },
    source: 'services/resourcemanager/resource_google_project_service.go',
  },
  {
    types: ['google_bigquery_dataset'],
    path: 'dataset_id',
    value: { pattern: '^[0-9A-Za-z_]+$', maxLength: 1024, expected: 'up to 1024 letters, digits and underscores' },
    source: 'services/bigquery/resource_bigquery_dataset.go',
  },
  {
    types: ['google_bigquery_dataset'],
    path: 'default_table_expiration_ms',
    value: { integer: true, minimum: 3_600_000, expected: 'at least 3600000 (an hour)' },
    source: 'services/bigquery/resource_bigquery_dataset.go',
  },
  ...['app_engine_http_target.headers', 'http_target.headers'].map((path) => ({
    types: ['google_cloud_scheduler_job'],
    path,
    value: headers,
    source: 'services/cloudscheduler/resource_cloud_scheduler_job.go',
  })),
  {
    types: ['google_cloudfunctions_function'],
    path: 'labels',
    value: {
      keys: {
        pattern: '^[\\p{Ll}0-9_-]+$',
        expected: 'a label key of lower-case letters, digits, underscores and hyphens',
      },
    },
    source: 'services/cloudfunctions/resource_cloudfunctions_function.go',
  },
  ...['ingress_settings', 'vpc_connector_egress_settings'].map((path) => ({
    types: ['google_cloudfunctions_function'],
    path,
    value: {
      enum: path.startsWith('ingress')
        ? ['ALLOW_ALL', 'ALLOW_INTERNAL_AND_GCLB', 'ALLOW_INTERNAL_ONLY']
        : ['ALL_TRAFFIC', 'PRIVATE_RANGES_ONLY'],
      ignoreCase: true as const,
    },
    source: 'services/cloudfunctions/resource_cloudfunctions_function.go',
  })),
  {
    types: ['google_composer_environment'],
    path: 'config.software_config.env_variables',
    value: {
      keys: {
        pattern: '[a-zA-Z_][a-zA-Z0-9_]*.',
        notPattern:
          '^(?:AIRFLOW_HOME|C_FORCE_ROOT|CONTAINER_NAME|DAGS_FOLDER|GCP_PROJECT|GCS_BUCKET|GKE_CLUSTER_NAME|SQL_DATABASE|SQL_INSTANCE|SQL_PASSWORD|SQL_PROJECT|SQL_REGION|SQL_USER)$|AIRFLOW__[A-Z0-9_]+__[A-Z0-9_]+',
        expected: 'a name that Composer does not keep for itself (AIRFLOW__…, GCP_PROJECT, SQL_… and so on)',
      },
    },
    source: 'services/composer/resource_composer_environment.go',
  },
  {
    types: ['google_container_cluster'],
    path: 'autopilot_privileged_admission',
    items: { pattern: '^((?:gke|gs)://.+)?$', expected: 'a path that begins with "gke://" or "gs://"' },
    source: 'services/container/resource_container_cluster.go',
  },
  {
    types: ['google_container_cluster'],
    path: 'desired_emulated_version',
    value: { pattern: '^[0-9]+\\.[0-9]+$', expected: 'a version with two parts, such as "1.31"' },
    source: 'services/container/resource_container_cluster.go',
  },
  {
    types: ['google_container_cluster'],
    path: 'name',
    value: clusterName(40),
    source: 'services/container/resource_container_cluster.go',
  },
  {
    types: ['google_container_cluster'],
    path: 'maintenance_policy.daily_maintenance_window.start_time',
    value: { pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$', expected: 'a time such as "03:00"' },
    source: 'verify/validation.go',
  },
  {
    types: ['google_container_cluster'],
    path: 'maintenance_policy.recurring_maintenance_window.window_duration',
    value: { format: 'go-duration' },
    source: 'services/container/resource_container_cluster.go',
  },
  {
    types: ['google_dataproc_cluster'],
    path: 'name',
    value: clusterName(55),
    source: 'services/dataproc/resource_dataproc_cluster.go',
  },
];

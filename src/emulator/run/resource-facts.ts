// Table (ids and asset types of common resource types).

import type { JsonObject } from '../../config-api/json.ts';
import type { ResourceCAIInfo } from '../../config-api/revision.ts';

/** What is known of a resource type. `{attribute}` stands for its value in the module. */
interface ResourceFacts {
  /** The provider's id, as its import and attribute documentation give it. */
  readonly id: string;
  /** Cloud Asset Inventory type; absent when the inventory does not have it. */
  readonly asset?: string;
  /** Full asset name without `//`; absent: service of the asset type and the id. */
  readonly assetName?: string;
}

const regional = 'projects/{project}/regions/{region}';
const located = 'projects/{project}/locations/{location}';

/**
 * Ids and asset types of common resource types.
 * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs
 * @see https://docs.cloud.google.com/asset-inventory/docs/asset-types
 */
const facts: Readonly<Record<string, ResourceFacts>> = {
  google_artifact_registry_repository: {
    id: `${located}/repositories/{repository_id}`,
    asset: 'artifactregistry.googleapis.com/Repository',
  },
  google_bigquery_dataset: { id: 'projects/{project}/datasets/{dataset_id}', asset: 'bigquery.googleapis.com/Dataset' },
  google_bigquery_table: {
    id: 'projects/{project}/datasets/{dataset_id}/tables/{table_id}',
    asset: 'bigquery.googleapis.com/Table',
  },
  google_bigquery_routine: {
    id: 'projects/{project}/datasets/{dataset_id}/routines/{routine_id}',
    asset: 'bigquery.googleapis.com/Routine',
  },
  google_cloud_run_v2_job: { id: `${located}/jobs/{name}`, asset: 'run.googleapis.com/Job' },
  google_cloud_run_v2_service: { id: `${located}/services/{name}`, asset: 'run.googleapis.com/Service' },
  google_cloud_scheduler_job: { id: 'projects/{project}/locations/{region}/jobs/{name}' },
  google_cloudfunctions2_function: {
    id: `${located}/functions/{name}`,
    asset: 'cloudfunctions.googleapis.com/Function',
  },
  google_compute_address: { id: `${regional}/addresses/{name}`, asset: 'compute.googleapis.com/Address' },
  google_compute_backend_service: {
    id: 'projects/{project}/global/backendServices/{name}',
    asset: 'compute.googleapis.com/BackendService',
  },
  google_compute_disk: { id: 'projects/{project}/zones/{zone}/disks/{name}', asset: 'compute.googleapis.com/Disk' },
  google_compute_firewall: {
    id: 'projects/{project}/global/firewalls/{name}',
    asset: 'compute.googleapis.com/Firewall',
  },
  google_compute_forwarding_rule: {
    id: `${regional}/forwardingRules/{name}`,
    asset: 'compute.googleapis.com/ForwardingRule',
  },
  google_compute_global_address: {
    id: 'projects/{project}/global/addresses/{name}',
    asset: 'compute.googleapis.com/GlobalAddress',
  },
  google_compute_instance: {
    id: 'projects/{project}/zones/{zone}/instances/{name}',
    asset: 'compute.googleapis.com/Instance',
  },
  google_compute_network: { id: 'projects/{project}/global/networks/{name}', asset: 'compute.googleapis.com/Network' },
  google_compute_router: { id: `${regional}/routers/{name}`, asset: 'compute.googleapis.com/Router' },
  google_compute_router_nat: { id: '{project}/{region}/{router}/{name}' },
  google_compute_subnetwork: { id: `${regional}/subnetworks/{name}`, asset: 'compute.googleapis.com/Subnetwork' },
  google_container_cluster: { id: `${located}/clusters/{name}`, asset: 'container.googleapis.com/Cluster' },
  google_container_node_pool: {
    id: `${located}/clusters/{cluster}/nodePools/{name}`,
    asset: 'container.googleapis.com/NodePool',
  },
  google_datastream_connection_profile: {
    id: `${located}/connectionProfiles/{connection_profile_id}`,
    asset: 'datastream.googleapis.com/ConnectionProfile',
  },
  google_datastream_private_connection: {
    id: `${located}/privateConnections/{private_connection_id}`,
    asset: 'datastream.googleapis.com/PrivateConnection',
  },
  google_datastream_stream: { id: `${located}/streams/{stream_id}`, asset: 'datastream.googleapis.com/Stream' },
  google_dns_managed_zone: { id: 'projects/{project}/managedZones/{name}', asset: 'dns.googleapis.com/ManagedZone' },
  google_eventarc_trigger: { id: `${located}/triggers/{name}`, asset: 'eventarc.googleapis.com/Trigger' },
  google_kms_crypto_key: { id: '{key_ring}/cryptoKeys/{name}', asset: 'cloudkms.googleapis.com/CryptoKey' },
  google_kms_key_ring: { id: `${located}/keyRings/{name}`, asset: 'cloudkms.googleapis.com/KeyRing' },
  google_logging_metric: {
    id: '{name}',
    asset: 'logging.googleapis.com/LogMetric',
    assetName: 'logging.googleapis.com/projects/{project}/metrics/{name}',
  },
  google_logging_project_sink: { id: 'projects/{project}/sinks/{name}', asset: 'logging.googleapis.com/LogSink' },
  google_monitoring_alert_policy: {
    id: 'projects/{project}/alertPolicies/{#19}',
    asset: 'monitoring.googleapis.com/AlertPolicy',
  },
  google_monitoring_dashboard: { id: 'projects/{project}/dashboards/{#12}' },
  google_monitoring_notification_channel: {
    id: 'projects/{project}/notificationChannels/{#19}',
    asset: 'monitoring.googleapis.com/NotificationChannel',
  },
  google_project_service: {
    id: '{project}/{service}',
    asset: 'serviceusage.googleapis.com/Service',
    assetName: 'serviceusage.googleapis.com/projects/{project}/services/{service}',
  },
  google_pubsub_schema: { id: 'projects/{project}/schemas/{name}' },
  google_pubsub_subscription: {
    id: 'projects/{project}/subscriptions/{name}',
    asset: 'pubsub.googleapis.com/Subscription',
  },
  google_pubsub_topic: { id: 'projects/{project}/topics/{name}', asset: 'pubsub.googleapis.com/Topic' },
  google_redis_instance: {
    id: 'projects/{project}/locations/{region}/instances/{name}',
    asset: 'redis.googleapis.com/Instance',
  },
  google_secret_manager_secret: {
    id: 'projects/{project}/secrets/{secret_id}',
    asset: 'secretmanager.googleapis.com/Secret',
  },
  google_secret_manager_secret_version: {
    id: '{secret}/versions/1',
    asset: 'secretmanager.googleapis.com/SecretVersion',
  },
  google_service_account: {
    id: 'projects/{project}/serviceAccounts/{account_id}@{project}.iam.gserviceaccount.com',
    asset: 'iam.googleapis.com/ServiceAccount',
  },
  google_service_networking_connection: { id: '{network}:{service}' },
  google_spanner_instance: {
    id: '{project}/{name}',
    asset: 'spanner.googleapis.com/Instance',
    assetName: 'spanner.googleapis.com/projects/{project}/instances/{name}',
  },
  google_sql_database_instance: {
    id: '{name}',
    asset: 'sqladmin.googleapis.com/Instance',
    assetName: 'cloudsql.googleapis.com/projects/{project}/instances/{name}',
  },
  google_compute_global_forwarding_rule: {
    id: 'projects/{project}/global/forwardingRules/{name}',
    asset: 'compute.googleapis.com/GlobalForwardingRule',
  },
  google_compute_instance_template: {
    id: 'projects/{project}/global/instanceTemplates/{name}',
    asset: 'compute.googleapis.com/InstanceTemplate',
  },
  google_compute_network_attachment: {
    id: `${regional}/networkAttachments/{name}`,
    asset: 'compute.googleapis.com/NetworkAttachment',
  },
  google_compute_route: { id: 'projects/{project}/global/routes/{name}', asset: 'compute.googleapis.com/Route' },
  google_compute_url_map: { id: 'projects/{project}/global/urlMaps/{name}', asset: 'compute.googleapis.com/UrlMap' },
  google_dns_record_set: { id: 'projects/{project}/managedZones/{managed_zone}/rrsets/{name}/{type}' },
  google_project_service_identity: { id: 'projects/{project}/services/{service}' },
  google_sql_database: { id: 'projects/{project}/instances/{instance}/databases/{name}' },
  google_sql_user: { id: '{name}//{instance}' },
  google_storage_bucket: { id: '{name}', asset: 'storage.googleapis.com/Bucket' },
  google_storage_bucket_object: { id: '{bucket}-{name}' },
  google_tpu_v2_vm: { id: 'projects/{project}/locations/{zone}/nodes/{name}', asset: 'tpu.googleapis.com/Node' },
  google_vpc_access_connector: {
    id: 'projects/{project}/locations/{region}/connectors/{name}',
    asset: 'vpcaccess.googleapis.com/Connector',
  },
  google_workflows_workflow: {
    id: 'projects/{project}/locations/{region}/workflows/{name}',
    asset: 'workflows.googleapis.com/Workflow',
  },
};

/** What grants are on, by the type without `_iam_member` and the like, where it is not the type's own id template. */
const grantTargets: Readonly<Record<string, string>> = {
  google_artifact_registry_repository: `${located}/repositories/{repository}`,
  google_bigquery_table: 'projects/{project}/datasets/{dataset_id}/tables/{table_id}',
  google_folder: '{folder}',
  google_kms_crypto_key: '{crypto_key_id}',
  google_kms_key_ring: '{key_ring_id}',
  google_organization: '{org_id}',
  google_project: '{project}',
  google_pubsub_subscription: 'projects/{project}/subscriptions/{subscription}',
  google_pubsub_topic: 'projects/{project}/topics/{topic}',
  google_service_account: '{service_account_id}',
  google_storage_bucket: 'b/{bucket}',
};

/** What follows the target in a grant's id. */
const grantSuffixes: readonly (readonly [suffix: string, rest: string])[] = [
  ['_iam_member', '/{role}/{member}'],
  ['_iam_binding', '/{role}'],
  ['_iam_policy', ''],
];

/** Template of a type's id; undefined for types this table does not have. `{#n}` stands for n made-up digits. */
export function idTemplate(type: string): string | undefined {
  const known = facts[type]?.id;
  if (known !== undefined) return known;
  const grant = grantSuffixes.find(([suffix]) => type.endsWith(suffix));
  if (grant === undefined) return undefined;
  const base = type.slice(0, -grant[0].length);
  const target = grantTargets[base] ?? facts[base]?.id;
  return target === undefined ? undefined : `${target}${grant[1]}`;
}

/** Assets of a resource by type (6.3); undefined when there are none. */
export function assetsOf(
  resource: { readonly type: string; readonly id: string; readonly configured: JsonObject },
  project: string,
): Readonly<Record<string, ResourceCAIInfo>> | undefined {
  const known = facts[resource.type];
  if (known?.asset === undefined) return undefined;
  const values: JsonObject = { ...resource.configured, project: resource.configured['project'] ?? project };
  const path =
    known.assetName === undefined
      ? `${known.asset.slice(0, known.asset.indexOf('/'))}/${resource.id}`
      : known.assetName.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  return { [known.asset]: { fullResourceName: `//${path}` } };
}

import type { Evaluation, ResourceInstance } from '../evaluation.ts';
import { textAt } from './values-at.ts';

/** Two resources that stand for one object of the cloud. */
export interface SameObject {
  readonly first: ResourceInstance;
  readonly second: ResourceInstance;
  /** The attribute that names it. */
  readonly attribute: string;
  readonly name: string;
}

/**
 * By which attributes the cloud tells objects of a type apart, the name first, as the import formats on the pages of the provider have
 * them; the project comes on top. Types without a row are not compared: many have names that need not be unique.
 *
 * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs
 */
const identities: Readonly<Record<string, readonly string[]>> = {
  google_artifact_registry_repository: ['repository_id', 'location'],
  google_bigquery_dataset: ['dataset_id'],
  google_bigquery_table: ['table_id', 'dataset_id'],
  google_cloud_run_service: ['name', 'location'],
  google_cloud_run_v2_job: ['name', 'location'],
  google_cloud_run_v2_service: ['name', 'location'],
  google_cloud_scheduler_job: ['name', 'region'],
  google_cloudfunctions2_function: ['name', 'location'],
  google_compute_address: ['name', 'region'],
  google_compute_backend_service: ['name'],
  google_compute_disk: ['name', 'zone'],
  google_compute_firewall: ['name'],
  google_compute_forwarding_rule: ['name', 'region'],
  google_compute_global_address: ['name'],
  google_compute_global_forwarding_rule: ['name'],
  google_compute_health_check: ['name'],
  google_compute_instance: ['name', 'zone'],
  google_compute_network: ['name'],
  google_compute_network_attachment: ['name', 'region'],
  google_compute_region_backend_service: ['name', 'region'],
  google_compute_route: ['name'],
  google_compute_router: ['name', 'region'],
  google_compute_router_nat: ['name', 'router', 'region'],
  google_compute_subnetwork: ['name', 'region'],
  google_compute_url_map: ['name'],
  google_container_cluster: ['name', 'location'],
  google_container_node_pool: ['name', 'cluster', 'location'],
  google_datastream_connection_profile: ['connection_profile_id', 'location'],
  google_datastream_private_connection: ['private_connection_id', 'location'],
  google_datastream_stream: ['stream_id', 'location'],
  google_dns_managed_zone: ['name'],
  google_dns_record_set: ['name', 'type', 'managed_zone'],
  google_kms_crypto_key: ['name', 'key_ring'],
  google_kms_key_ring: ['name', 'location'],
  google_logging_metric: ['name'],
  google_logging_project_sink: ['name'],
  google_project_iam_custom_role: ['role_id'],
  google_project_service: ['service'],
  google_pubsub_subscription: ['name'],
  google_pubsub_topic: ['name'],
  google_redis_instance: ['name', 'region'],
  google_secret_manager_secret: ['secret_id'],
  google_service_account: ['account_id'],
  google_spanner_instance: ['name'],
  google_sql_database: ['name', 'instance'],
  google_sql_database_instance: ['name'],
  google_storage_bucket: ['name'],
  google_storage_bucket_object: ['name', 'bucket'],
  google_vpc_access_connector: ['name', 'region'],
};

/** Names of these are unique in all of Google Cloud. */
const worldwide: ReadonlySet<string> = new Set(['google_storage_bucket']);

/** Resources that describe an object another resource before them describes: the second one cannot be created. */
export function sameObjects({ resources }: Pick<Evaluation, 'resources'>): readonly SameObject[] {
  const known = new Map<string, ResourceInstance>();
  const found: SameObject[] = [];
  for (const second of resources) {
    const attributes = Object.hasOwn(identities, second.type) ? identities[second.type] : undefined;
    const [attribute] = attributes ?? [];
    if (attributes === undefined || attribute === undefined || !isOne(second)) continue;
    const parts = identityOf(second, attributes);
    const [name] = parts ?? [];
    if (parts === undefined || name === undefined) continue;
    const key = JSON.stringify([second.type, ...parts]);
    const first = known.get(key);
    if (first === undefined) known.set(key, second);
    else found.push({ first, second, attribute, name });
  }
  return found;
}

/** Whether it is there for certain, and once. */
function isOne({ mode, key }: ResourceInstance): boolean {
  return mode === 'managed' && typeof key !== 'object';
}

/** What identifies an object, its name first; undefined when some of it is not known or its name is not written. */
function identityOf({ type, provider, configuration }: ResourceInstance, attributes: readonly string[]) {
  const scope = worldwide.has(type) ? [] : ['project'];
  const parts = [...attributes, ...scope].map((attribute) => textAt(configuration, attribute));
  if (parts.includes('unknown') || parts[0] === 'absent') return undefined;
  const texts = parts.map((part) => (typeof part === 'string' ? '' : part.text));
  // Where something is left out, the provider's configuration fills it in.
  return parts.includes('absent') ? [...texts, provider] : [...texts, ''];
}

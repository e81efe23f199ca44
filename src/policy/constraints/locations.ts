// A table: where resources say in which location they keep what they hold.
import type { ConstraintChecker, ConstraintSubject } from '../constraints.ts';
import { askAll, openAsked, unknownAsked } from './asked-values.ts';
import { type Asked, type AskedOf, listed } from './listed.ts';
import { providerSetting } from './projects.ts';
import { type Reading, readingsAt } from './readings.ts';
import { scalarText } from './shown-value.ts';

/** Where a type says its location. */
interface LocationRow {
  readonly types: readonly string[];
  readonly paths: readonly string[];
  /** The location in what is written: undefined where it names none. Default: the last part of it. */
  readonly locationIn?: (text: string) => string | undefined;
  /** It is likely, and not documented, that Google looks at it. */
  readonly isLikely?: true;
  /** What holds when nothing is written; `region` and `zone` are those of the provider; absent: nothing is asked. */
  readonly unset?: 'region' | 'zone' | { readonly location: string };
}

/** @see https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations-supported-services */
const rows: readonly LocationRow[] = [
  {
    types: [
      'google_alloydb_cluster',
      'google_artifact_registry_repository',
      'google_bigquery_connection',
      'google_filestore_instance',
      'google_notebooks_instance',
      'google_cloud_run_service',
      'google_cloud_run_v2_job',
      'google_cloud_run_v2_service',
      'google_cloud_run_v2_worker_pool',
      'google_cloudfunctions2_function',
      'google_config_deployment',
      'google_datastream_connection_profile',
      'google_datastream_private_connection',
      'google_datastream_stream',
      'google_kms_key_ring',
      'google_logging_folder_bucket_config',
      'google_logging_organization_bucket_config',
      'google_logging_project_bucket_config',
      'google_storage_bucket',
      'google_workbench_instance',
    ],
    paths: ['location'],
    unset: 'region',
  },
  { types: ['google_bigquery_dataset'], paths: ['location'], unset: { location: 'US' } },
  { types: ['google_container_cluster', 'google_container_node_pool'], paths: ['location'], unset: 'zone' },
  { types: ['google_container_cluster', 'google_container_node_pool'], paths: ['node_locations'] },
  {
    types: [
      'google_cloudfunctions_function',
      'google_compute_address',
      'google_compute_forwarding_rule',
      'google_compute_region_backend_service',
      'google_compute_region_disk',
      'google_compute_region_instance_group_manager',
      'google_compute_router',
      'google_compute_subnetwork',
      'google_compute_vpn_tunnel',
      'google_composer_environment',
      'google_compute_region_network_endpoint_group',
      'google_data_fusion_instance',
      'google_dataflow_job',
      'google_dataproc_cluster',
      'google_redis_instance',
      'google_sql_database_instance',
      'google_vertex_ai_dataset',
      'google_vertex_ai_featurestore',
      'google_vertex_ai_index',
      'google_vertex_ai_index_endpoint',
      'google_vertex_ai_metadata_store',
      'google_vertex_ai_tensorboard',
    ],
    paths: ['region'],
    unset: 'region',
  },
  { types: ['google_vertex_ai_endpoint'], paths: ['location'], unset: 'region' },
  {
    types: [
      'google_compute_disk',
      'google_compute_instance',
      'google_compute_instance_group_manager',
      'google_compute_network_endpoint_group',
      'google_tpu_v2_vm',
    ],
    paths: ['zone'],
    unset: 'zone',
  },
  { types: ['google_compute_region_disk'], paths: ['replica_zones'] },
  { types: ['google_pubsub_topic'], paths: ['message_storage_policy.allowed_persistence_regions'] },
  { types: ['google_secret_manager_secret'], paths: ['replication.user_managed.replicas.location'] },
  { types: ['google_storage_bucket'], paths: ['custom_placement_config.data_locations'] },
  { types: ['google_cloud_run_v2_service'], paths: ['multi_region_settings.regions'] },
  { types: ['google_bigtable_instance'], paths: ['cluster.zone'], unset: 'zone' },
  { types: ['google_firestore_database', 'google_app_engine_application'], paths: ['location_id'] },
  { types: ['google_compute_snapshot'], paths: ['zone'] },
  { types: ['google_compute_snapshot', 'google_compute_image'], paths: ['storage_locations'], isLikely: true },
  {
    types: ['google_spanner_instance'],
    paths: ['config'],
    // Configurations of one region are named after it, others after a group of regions.
    locationIn: (text) => /(?:^|\/)(?:regional-)?([a-z0-9-]+)$/.exec(text)?.[1],
  },
];

/** Secrets that are replicated automatically are global. */
const automaticSecrets: AskedOf = {
  reads: ['replication.auto'],
  ask: ({ resource }) =>
    readingsAt(resource, 'replication.auto').flatMap((reading): Asked[] => {
      if (reading.state === 'unset') return [];
      return reading.state === 'unknown' ? [openAsked(reading, 'replication')] : [located('global', reading)];
    }),
};

/**
 * Types without a row that have a location all the same: whether Google looks at it is not known, so what is not allowed is an open
 * question and never a pass.
 */
const elsewhere: AskedOf = {
  reads: ['location', 'region', 'zone'],
  ask: ({ resource, evaluation }) =>
    (['location', 'region', 'zone'] as const).flatMap((name) => {
      const mode = resource.facts?.attributes?.[name]?.mode;
      if (mode === undefined || mode === 'computed') return [];
      return readingsAt(resource, name).flatMap((reading): Asked[] => {
        const ofProvider = name === 'location' ? 'unset' : providerSetting(resource, evaluation, name);
        const text = reading.state === 'known' ? scalarText(reading.value) : reading.state === 'unset' && ofProvider;
        if (typeof text === 'string' && text !== 'unset')
          return [{ ...located(lastPart(text), reading), isOpen: true }];
        return reading.state === 'unset' && ofProvider === 'unset' ? [] : [openAsked(reading, name)];
      });
    }),
};

/** Decides the locations of resources; what is global in Compute Engine is exempt and has no row. */
export const resourceLocations: ConstraintChecker = listed(
  ...rows.flatMap((row) =>
    row.types.map((type) => [type, askAll(...row.paths.map((path) => locationAt(path, row)))] as const),
  ),
  ['google_secret_manager_secret', automaticSecrets],
  ['*', elsewhere],
);

function locationAt(path: string, { unset, locationIn = lastPart, isLikely }: LocationRow): AskedOf {
  return {
    reads: [path],
    ask: (subject) =>
      readingsAt(subject.resource, path).flatMap((reading): Asked[] => {
        const text = reading.state === 'known' ? locationIn(scalarText(reading.value) ?? '') : undefined;
        if (text !== undefined) return [{ ...located(text, reading), ...(isLikely && { certainty: 'likely' }) }];
        if (reading.state !== 'unset') return [openAsked(reading, path)];
        return unset === undefined ? [] : [unsetLocation(reading, unset, subject)];
      }),
  };
}

/** Links to regions and zones are taken by their last part. */
function lastPart(text: string): string {
  return text.replace(/^.*\//, '');
}

function located(text: string, reading: Reading): Extract<Asked, { readonly kind: 'value' }> {
  return { kind: 'value', value: text, reading, notation: 'locations' };
}

function unsetLocation(
  reading: Reading,
  unset: NonNullable<LocationRow['unset']>,
  { resource, evaluation }: ConstraintSubject,
): Asked {
  if (typeof unset === 'object') return located(unset.location, reading);
  const setting = providerSetting(resource, evaluation, unset);
  if (setting !== undefined && setting !== 'unset') return located(setting, reading);
  return unknownAsked(reading, `the ${unset} of the provider`);
}

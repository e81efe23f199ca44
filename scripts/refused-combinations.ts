// A table: combinations of arguments that the sources of the google provider refuse.

import type { RefusedCombination } from '../src/terraform/facts/facts.ts';

/** A combination that resources of some types must not have. */
export interface CombinationRule extends RefusedCombination {
  readonly types: readonly string[];
  /** File of the google provider's source that states it, below `sourceRoot`. */
  readonly source: string;
}

/** In no particular order. */
export const combinationRules: readonly CombinationRule[] = [
  {
    types: ['google_compute_firewall'],
    when: [
      { path: 'direction', isNot: ['EGRESS'], orUnset: true },
      { path: 'source_tags', is: 'unset' },
      { path: 'source_ranges', is: 'unset' },
      { path: 'source_service_accounts', is: 'unset' },
    ],
    message: 'a firewall rule for incoming traffic needs `source_ranges`, `source_tags` or `source_service_accounts`',
    source: 'services/compute/resource_compute_firewall.go',
  },
  {
    types: ['google_compute_firewall'],
    when: [
      { path: 'enable_logging', is: 'false' },
      { path: 'log_config', is: 'block' },
    ],
    message: '`log_config` is set although `enable_logging` is false',
    source: 'services/compute/resource_compute_firewall.go',
  },
  {
    types: ['google_cloud_run_service'],
    when: [
      { path: 'autogenerate_revision_name', is: 'true' },
      { path: 'template.metadata.name', is: 'text' },
    ],
    message: '`template.metadata.name` is set although `autogenerate_revision_name` is true',
    source: 'services/cloudrun/resource_cloud_run_service.go',
  },
  {
    types: ['google_cloud_scheduler_job'],
    when: [
      { path: 'http_target.oauth_token', is: 'block' },
      { path: 'http_target.oidc_token', is: 'block' },
    ],
    message: '`http_target.oauth_token` and `http_target.oidc_token` are set, only one of them may be',
    source: 'services/cloudscheduler/resource_cloud_scheduler_job.go',
  },
  {
    types: ['google_container_cluster'],
    onlyOnCreate: true,
    when: [
      { path: 'remove_default_node_pool', is: 'true' },
      { path: 'node_version', is: 'text' },
    ],
    message: '`node_version` is set although `remove_default_node_pool` is true',
    source: 'services/container/resource_container_cluster.go',
  },
  {
    types: ['google_datastream_stream'],
    onlyOnCreate: true,
    when: [{ path: 'desired_state', isNot: ['NOT_STARTED', 'RUNNING'] }],
    message: '`desired_state` of a new stream can only be NOT_STARTED or RUNNING',
    source: 'services/datastream/resource_datastream_stream.go',
  },
  {
    types: ['google_privateca_certificate_authority'],
    onlyOnCreate: true,
    when: [{ path: 'desired_state', isNot: ['STAGED', 'ENABLED'] }],
    message: '`desired_state` of a new authority can only be STAGED or ENABLED',
    source: 'services/privateca/resource_privateca_certificate_authority.go',
  },
  {
    types: ['google_compute_router_nat'],
    onlyOnCreate: true,
    when: [{ path: 'drain_nat_ips', is: 'items' }],
    message: '`drain_nat_ips` is set, but a new NAT has no addresses to drain',
    source: 'services/compute/resource_compute_router_nat.go',
  },
  {
    types: ['google_logging_project_sink'],
    when: [
      { path: 'bigquery_options', is: 'block' },
      { path: 'unique_writer_identity', is: 'false' },
    ],
    message: '`bigquery_options` needs `unique_writer_identity` to be true',
    source: 'services/logging/resource_logging_project_sink.go',
  },
];

/** The combinations that a resource type must not have. */
export function refusedOf(type: string): readonly RefusedCombination[] {
  return combinationRules
    .filter(({ types }) => types.includes(type))
    .map(({ types: _types, source: _source, ...combination }) => combination);
}

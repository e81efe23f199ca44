// A table: attributes of which the provider's code, not the schema, decides what an update does.

import type { RefreshedAttributes, ReplacedWhen } from '../../src/terraform/facts/planning-facts.ts';
import type { RuleOfTypes } from './rule-of-types.ts';

/** An attribute of which a rule decides whether a change replaces the resource. */
export interface ReplacementRule extends RuleOfTypes {
  readonly path: string;
  readonly when: ReplacedWhen;
}

/** Computed attributes that do not keep their value when the resource is updated. */
export interface RefreshedRule extends RuleOfTypes, RefreshedAttributes {}

/**
 * Read in the providers' public source; the documents are the resources' pages on the Terraform Registry. In no particular order.
 */
export const replacementRules: readonly ReplacementRule[] = [
  { types: ['google_compute_subnetwork'], path: 'ip_cidr_range', when: 'range-not-widened' },
  { types: ['google_compute_disk', 'google_compute_region_disk'], path: 'size', when: 'shrinks' },
  { types: ['google_vpc_access_connector'], path: 'min_instances', when: 'shrinks' },
  { types: ['google_vpc_access_connector'], path: 'max_instances', when: 'shrinks' },
  { types: ['google_container_cluster'], path: 'enable_l4_ilb_subsetting', when: 'true-to-false' },
  { types: ['google_container_cluster'], path: 'enable_fqdn_network_policy', when: 'true-to-false' },
  { types: ['google_redis_instance'], path: 'redis_version', when: 'version-lower' },
  { types: ['google_spanner_database'], path: 'ddl', when: 'list-not-extended' },
];

/** In no particular order. */
export const refreshedRules: readonly RefreshedRule[] = [
  { types: ['google_securityposture_posture'], attributes: ['revision_id'] },
  { types: ['google_endpoints_service'], attributes: ['config_id'] },
  {
    types: ['google_storage_bucket_object'],
    attributes: ['md5hash', 'crc32c', 'generation'],
    when: ['content', 'source', 'source_md5hash'],
  },
];

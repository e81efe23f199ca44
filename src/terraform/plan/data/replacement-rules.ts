/**
 * Attributes of the providers `google` and `google-beta` 7.45.0 of which the provider's code, not the schema, decides whether a change
 * replaces the resource. Read in the providers' public source; the documents are the resources' pages on the Terraform Registry.
 */
export interface ReplacementRule {
  readonly types: readonly string[];
  /** Path without indexes. */
  readonly path: string;
  readonly when: ReplacedWhen;
}

/** What a change must be like to replace the resource. */
export type ReplacedWhen =
  /** The number gets smaller. */
  | 'shrinks'
  /** The new address range does not contain the old one. */
  | 'range-not-widened'
  | 'true-to-false'
  /** A version such as `REDIS_7_0` gets lower. */
  | 'version-lower'
  /** Something else than appending to the list. */
  | 'list-not-extended';

/** In no particular order. */
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

/** Computed attributes that do not keep their value when the resource is updated. */
export interface RefreshedRule {
  readonly types: readonly string[];
  readonly attributes: readonly string[];
  /** Only when one of these changes; absent: at every update. */
  readonly when?: readonly string[];
}

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

/**
 * What replaces resources written with terraform-plugin-framework, by provider and type: these attributes, or any that is configured.
 *
 * @see https://registry.terraform.io/providers/hashicorp/random/3.9.0/docs
 * @see https://registry.terraform.io/providers/hashicorp/time/0.14.0/docs
 * @see https://registry.terraform.io/providers/hashicorp/null/3.3.1/docs
 */
export const frameworkReplacements: ReadonlyMap<string, ReadonlyMap<string, readonly string[]> | 'all'> = new Map<
  string,
  ReadonlyMap<string, readonly string[]> | 'all'
>([
  ['hashicorp/random', 'all'],
  ['hashicorp/null', 'all'],
  ['hashicorp/google', 'all'],
  ['hashicorp/google-beta', 'all'],
  [
    'hashicorp/time',
    new Map([
      ['time_offset', ['base_rfc3339', 'triggers']],
      ['time_rotating', ['rfc3339', 'triggers']],
      ['time_sleep', ['triggers']],
      ['time_static', ['rfc3339', 'triggers']],
    ]),
  ],
]);

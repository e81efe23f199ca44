/**
 * Nested blocks and whole resources of the providers `google` and `google-beta` 7.45.0 whose planned value depends on more than the
 * schema tells. Found by planning; the documents are the resources' pages on the Terraform Registry.
 */

/** A nested block that is planned as an empty list in some cases. */
export interface BlockRule {
  readonly types: readonly string[];
  /** Path without indexes. */
  readonly path: string;
  readonly empty: EmptyWhen;
}

/** When a block list is planned as `[]`. */
export type EmptyWhen =
  /** No block is written, although the provider fills in blocks of this name elsewhere. */
  | { readonly kind: 'not-written' }
  /** One of the blocks has this number in the attribute; `orUnknown`: or one that is not known. */
  | { readonly kind: 'number-is'; readonly attribute: string; readonly value: number; readonly orUnknown: boolean }
  /** All blocks are written without contents. */
  | { readonly kind: 'without-contents' }
  /** An attribute of the resource is known and has another value than this, regardless of case. */
  | { readonly kind: 'attribute-is-not'; readonly attribute: string; readonly value: string };

const instances: readonly string[] = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
  'google_compute_instance_from_template',
  'google_compute_instance_from_machine_image',
];

/** In no particular order. */
export const blockRules: readonly BlockRule[] = [
  { types: instances, path: 'shielded_instance_config', empty: { kind: 'not-written' } },
  { types: ['google_compute_region_security_policy'], path: 'rules', empty: { kind: 'not-written' } },
  { types: ['google_container_cluster'], path: 'private_cluster_config', empty: { kind: 'not-written' } },
  {
    types: ['google_compute_instance'],
    path: 'guest_accelerator',
    empty: { kind: 'number-is', attribute: 'count', value: 0, orUnknown: false },
  },
  {
    types: ['google_container_node_pool'],
    path: 'node_config.guest_accelerator',
    empty: { kind: 'number-is', attribute: 'count', value: 0, orUnknown: true },
  },
  {
    types: ['google_artifact_registry_repository'],
    path: 'maven_config',
    empty: { kind: 'attribute-is-not', attribute: 'format', value: 'MAVEN' },
  },
  {
    types: [
      'google_storage_control_folder_intelligence_config',
      'google_storage_control_organization_intelligence_config',
      'google_storage_control_project_intelligence_config',
    ],
    path: 'filter',
    empty: { kind: 'without-contents' },
  },
  { types: ['google_container_attached_cluster'], path: 'logging_config', empty: { kind: 'without-contents' } },
  {
    types: ['google_hypercomputecluster_cluster'],
    path: 'storage_resources.config.new_bucket.hierarchical_namespace',
    empty: { kind: 'without-contents' },
  },
];

/** What some attribute decides about others of the same resource, where those are not written. */
export interface ConsequenceRule {
  readonly provider?: string;
  readonly types: readonly string[];
  readonly when:
    | { readonly kind: 'is-true'; readonly attribute: string }
    /** Neither the attribute nor a block of this name is written. */
    | { readonly kind: 'not-written'; readonly name: string };
  readonly set: Readonly<Record<string, string | boolean>>;
}

/** In no particular order. */
export const consequenceRules: readonly ConsequenceRule[] = [
  {
    types: ['google_container_cluster'],
    when: { kind: 'is-true', attribute: 'enable_autopilot' },
    set: { enable_intranode_visibility: true, networking_mode: 'VPC_NATIVE' },
  },
  {
    provider: 'hashicorp/google-beta',
    types: ['google_tpu_v2_vm'],
    when: { kind: 'not-written', name: 'accelerator_config' },
    set: { accelerator_type: 'v2-8' },
  },
];

// A table: nested blocks and whole resources whose planned value depends on more than the schema tells.

import type { Consequence, EmptyWhen } from '../../src/terraform/facts/planning-facts.ts';
import { type RuleOfTypes, vmTypes } from './rule-of-types.ts';

/** A nested block that is planned as an empty list in some cases. */
export interface BlockRule extends RuleOfTypes {
  readonly path: string;
  readonly empty: EmptyWhen;
}

/** What some member decides about others of the same resource. */
export interface ConsequenceRule extends RuleOfTypes, Consequence {}

/** Found by planning; the documents are the resources' pages on the Terraform Registry. In no particular order. */
export const blockRules: readonly BlockRule[] = [
  { types: vmTypes, path: 'shielded_instance_config', empty: { kind: 'not-written' } },
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

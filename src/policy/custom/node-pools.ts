import type { FieldType, MessageValue, PartialValue, Trail } from '../../cel/partial/partial-value.ts';
import { scalar } from '../../cel/partial/partial-value.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';
import type { ApiResource } from './api-resource.ts';

/** Type of the node pools as constraints name it. */
export const nodePoolType = 'container.googleapis.com/NodePool';

/** Whether resources of a Terraform type may make node pools along with themselves. */
export function makesNodePools(type: string): boolean {
  return type === 'google_container_cluster';
}

/**
 * Node pools that are made with a cluster: those written in it, or the default pool, which is there for a while even where
 * `remove_default_node_pool` is set. Constraints on node pools hold for them too.
 */
export function nodePoolsOf(resource: ResourceInstance, cluster: MessageValue): readonly ApiResource[] {
  if (!makesNodePools(resource.type)) return [];
  const pools = cluster.fields.get('nodePools');
  if (pools?.kind === 'unknown') return [openPool(pools)];
  if (pools?.kind === 'list' && pools.items.length > 0)
    return pools.items.map((pool) =>
      pool.kind === 'message' ? { type: nodePoolType, message: pool } : openPool(pool),
    );
  const autopilot = autopilotOf(cluster);
  if (autopilot?.kind === 'unknown') return [openPool(autopilot)];
  if (autopilot?.kind === 'scalar' && autopilot.value === true) return [];
  const element = elementOf(cluster.schema.fields.get('nodePools')?.type);
  if (element?.kind !== 'message') return [];
  const fields = new Map<string, PartialValue>([['name', scalar('default-pool')]]);
  for (const [from, to] of [
    ['nodeConfig', 'config'],
    ['initialNodeCount', 'initialNodeCount'],
    ['locations', 'locations'],
  ] as const) {
    const value = cluster.fields.get(from);
    if (value !== undefined) fields.set(to, value);
  }
  return [
    { type: nodePoolType, message: { kind: 'message', schema: element.schema, fields, paths: [['node_config']] } },
  ];
}

function elementOf(field: FieldType | undefined): FieldType | undefined {
  return field?.kind === 'list' ? field.element : undefined;
}

function autopilotOf(cluster: MessageValue): PartialValue | undefined {
  const autopilot = cluster.fields.get('autopilot');
  return autopilot?.kind === 'message' ? autopilot.fields.get('enabled') : autopilot;
}

/** Where it is not known which node pools there are: a node pool of which nothing is known. */
function openPool({ paths }: Trail): ApiResource {
  return {
    type: nodePoolType,
    message: {
      kind: 'message',
      schema: { name: 'NodePool', fields: new Map(), isOpen: true },
      fields: new Map(),
      paths,
    },
  };
}

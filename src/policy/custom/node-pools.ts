import type { FieldType, MessageValue, PartialValue } from '../../cel/partial/partial-value.ts';
import { scalar } from '../../cel/partial/partial-value.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';
import type { ApiResource } from './api-resource.ts';

const type = 'container.googleapis.com/NodePool';

/**
 * Node pools that are made with a cluster: those written in it, or the default pool, which is there for a while even where
 * `remove_default_node_pool` is set. Constraints on node pools hold for them too.
 */
export function nodePoolsOf(resource: ResourceInstance, cluster: MessageValue): readonly ApiResource[] {
  if (resource.type !== 'google_container_cluster') return [];
  const pools = cluster.fields.get('nodePools');
  if (pools?.kind === 'list' && pools.items.length > 0)
    return pools.items.flatMap((message) => (message.kind === 'message' ? [{ type, message }] : []));
  if (isAutopilot(cluster)) return [];
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
  return [{ type, message: { kind: 'message', schema: element.schema, fields, paths: [['node_config']] } }];
}

function elementOf(field: FieldType | undefined): FieldType | undefined {
  return field?.kind === 'list' ? field.element : undefined;
}

function isAutopilot(cluster: MessageValue): boolean {
  const autopilot = cluster.fields.get('autopilot');
  const enabled = autopilot?.kind === 'message' ? autopilot.fields.get('enabled') : undefined;
  return enabled?.kind === 'scalar' && enabled.value === true;
}

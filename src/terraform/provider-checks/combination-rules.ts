import { parseDuration } from '../../hcl/functions/duration.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { signOf } from '../../hcl/values/number.ts';
import type { MemberCondition, TypeFacts } from '../facts/facts.ts';

/** A rule about several arguments that the provider applies when it plans. What is unknown is never refused. */
interface CombinationRule {
  readonly types: readonly string[];
  /** What is wrong; undefined when nothing is. */
  readonly find: (configuration: ObjectValue) => string | undefined;
  /** File of the google provider's source that states it, below `sourceRoot`. */
  readonly source: string;
}

/** What is wrong with the combinations of members of a resource that is planned. */
export function* refusedCombinations(
  { type, refused = [] }: TypeFacts,
  configuration: ObjectValue,
  planned: 'create' | 'update',
): Generator<string> {
  for (const { when, message, onlyOnCreate } of refused) {
    if (onlyOnCreate === true && planned === 'update') continue;
    if (when.every((condition) => holds(condition, configuration))) yield message;
  }
  for (const { types, find } of rules) {
    const message = types.includes(type) ? find(configuration) : undefined;
    if (message !== undefined) yield message;
  }
}

function holds(condition: MemberCondition, body: ObjectValue): boolean {
  const found = at(body, condition.path);
  if ('isNot' in condition) {
    if (found === undefined) return condition.orUnset === true;
    if (found.kind !== 'string') return false;
    return found.value === '' ? condition.orUnset === true : !condition.isNot.includes(found.value);
  }
  switch (condition.is) {
    case 'true':
      return isTrue(found);
    case 'false':
      return found?.kind === 'bool' && !found.value;
    case 'text':
      return found?.kind === 'string' && found.value !== '';
    case 'items':
      return hasItems(found);
    case 'block':
      return block(body, condition.path) !== undefined;
    case 'unset':
      return found === undefined;
  }
}

/** Those that data cannot say: the rest stands in the facts. */
const rules: readonly CombinationRule[] = [
  {
    types: ['google_bigtable_instance'],
    find: findClusterFault,
    source: 'services/bigtable/resource_bigtable_instance.go',
  },
  {
    types: ['google_compute_health_check', 'google_compute_region_health_check'],
    find: findPortFault,
    source: 'services/compute/resource_compute_health_check.go',
  },
  {
    types: ['google_compute_ssl_policy', 'google_compute_region_ssl_policy'],
    find: findProfileFault,
    source: 'services/compute/resource_compute_ssl_policy.go',
  },
  {
    types: ['google_sql_database_instance'],
    find: (instance) => {
      const version = text(instance, 'database_version');
      const isRecoverable = version === undefined || /POSTGRES|SQLSERVER/.test(version);
      return isRecoverable || !isTrue(at(instance, 'settings.backup_configuration.point_in_time_recovery_enabled'))
        ? undefined
        : '`settings.backup_configuration.point_in_time_recovery_enabled` is for PostgreSQL and SQL Server only, for MySQL set `binary_log_enabled`';
    },
    source: 'services/sql/resource_sql_database_instance.go',
  },
  {
    types: ['google_cloudbuild_trigger'],
    find: findTimeoutFault,
    source: 'services/cloudbuild/resource_cloudbuild_trigger.go',
  },
];

function findClusterFault(instance: ObjectValue): string | undefined {
  const clusters = instance.entries.get('cluster');
  if (clusters?.kind !== 'list') return undefined;
  if (clusters.items.length === 0) return 'a Bigtable instance needs at least one `cluster` block';
  const seen = new Set<string>();
  for (const cluster of clusters.items) {
    const id = cluster.kind === 'object' ? text(cluster, 'cluster_id') : undefined;
    if (id === undefined || id === '') continue;
    if (seen.has(id)) return `two \`cluster\` blocks have the \`cluster_id\` ${JSON.stringify(id)}`;
    seen.add(id);
  }
  return undefined;
}

/** The provider looks at `http_health_check` only, whatever the kind of the check is. */
function findPortFault(check: ObjectValue): string | undefined {
  const http = block(check, 'http_health_check');
  const specification = http === undefined ? undefined : text(http, 'port_specification');
  if (http === undefined || (specification !== 'USE_NAMED_PORT' && specification !== 'USE_SERVING_PORT'))
    return undefined;
  const port = at(http, 'port');
  const name = at(http, 'port_name');
  const hasName = name !== undefined && !(name.kind === 'string' && name.value === '');
  const what = `\`http_health_check.port_specification\` is ${specification}`;
  if (port?.kind === 'number' && signOf(port.value) !== 0) return `${what}, so \`port\` cannot be set`;
  if (specification === 'USE_NAMED_PORT') return hasName ? undefined : `${what}, so \`port_name\` must be set`;
  return hasName && name?.kind !== 'unknown' ? `${what}, so \`port_name\` cannot be set` : undefined;
}

function findProfileFault(policy: ObjectValue): string | undefined {
  const features = at(policy, 'custom_features');
  const profile = text(policy, 'profile', 'COMPATIBLE');
  if (profile === undefined || features?.kind === 'unknown') return undefined;
  const isCustom = hasItems(features);
  if (isCustom === (profile === 'CUSTOM')) return undefined;
  return isCustom
    ? `\`custom_features\` needs the \`profile\` CUSTOM, not ${profile}`
    : 'the `profile` CUSTOM needs `custom_features`';
}

function findTimeoutFault(trigger: ObjectValue): string | undefined {
  const build = block(trigger, 'build');
  const limit = build === undefined ? undefined : text(build, 'timeout', '600s');
  const steps = build?.entries.get('step');
  if (limit === undefined || steps?.kind !== 'list') return undefined;
  const whole = parseDuration(limit);
  if (whole === undefined) return `\`build.timeout\` is ${JSON.stringify(limit)}, expected a duration such as "600s"`;
  let sum = 0n;
  for (const step of steps.items) {
    const written = (step.kind === 'object' ? text(step, 'timeout') : undefined) ?? '';
    const duration = written === '' ? 0n : parseDuration(written);
    if (duration === undefined)
      return `the \`timeout\` of a build step is ${JSON.stringify(written)}, expected a duration such as "60s"`;
    sum += duration;
  }
  return sum > whole
    ? `the timeouts of the build's steps add up to more than \`build.timeout\`, which is ${limit}`
    : undefined;
}

/** The value at a path of names, through the first block of lists; undefined when it is not set. */
function at(body: ObjectValue, path: string): Value | undefined {
  let current: Value | undefined = body;
  for (const name of path.split('.')) {
    if (current?.kind === 'list' || current?.kind === 'set') current = current.items[0];
    if (current?.kind !== 'object') return undefined;
    current = current.entries.get(name);
  }
  return current?.kind === 'null' ? undefined : current;
}

function block(body: ObjectValue, path: string): ObjectValue | undefined {
  const found = at(body, path);
  const first = found?.kind === 'list' || found?.kind === 'set' ? found.items[0] : found;
  return first?.kind === 'object' ? first : undefined;
}

/** A known text; `unset` when it is not set, undefined when it is unknown. */
function text(body: ObjectValue, path: string, unset?: string): string | undefined {
  const found = at(body, path);
  if (found === undefined) return unset;
  return found.kind === 'string' ? found.value : undefined;
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'bool' && value.value;
}

function hasItems(value: Value | undefined): boolean {
  return (value?.kind === 'set' || value?.kind === 'list') && value.items.length > 0;
}

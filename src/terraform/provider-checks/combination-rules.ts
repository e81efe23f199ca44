import { parseDuration } from '../../hcl/functions/duration.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { signOf } from '../../hcl/values/number.ts';

/** A rule about several arguments that the provider applies when it plans. What is unknown is never refused. */
export interface CombinationRule {
  readonly types: readonly string[];
  readonly onlyOnCreate?: true;
  /** What is wrong; undefined when nothing is. */
  readonly find: (configuration: ObjectValue) => string | undefined;
  /** File of the google provider's source that states it, below `sourceRoot`. */
  readonly source: string;
}

/** The rules of a type. */
export function combinationRules(type: string): readonly CombinationRule[] {
  return rules.filter(({ types }) => types.includes(type));
}

const rules: readonly CombinationRule[] = [
  {
    types: ['google_compute_firewall'],
    find: (firewall) =>
      text(firewall, 'direction', 'INGRESS') !== 'EGRESS' &&
      at(firewall, 'direction')?.kind !== 'unknown' &&
      ['source_tags', 'source_ranges', 'source_service_accounts'].every((name) => at(firewall, name) === undefined)
        ? 'a firewall rule for incoming traffic needs `source_ranges`, `source_tags` or `source_service_accounts`'
        : undefined,
    source: 'services/compute/resource_compute_firewall.go',
  },
  {
    types: ['google_compute_firewall'],
    find: (firewall) =>
      isFalse(at(firewall, 'enable_logging')) && block(firewall, 'log_config') !== undefined
        ? '`log_config` is set although `enable_logging` is false'
        : undefined,
    source: 'services/compute/resource_compute_firewall.go',
  },
  {
    types: ['google_bigtable_instance'],
    find: findClusterFault,
    source: 'services/bigtable/resource_bigtable_instance.go',
  },
  {
    types: ['google_cloud_run_service'],
    find: (service) =>
      isTrue(at(service, 'autogenerate_revision_name')) && (text(service, 'template.metadata.name') ?? '') !== ''
        ? '`template.metadata.name` is set although `autogenerate_revision_name` is true'
        : undefined,
    source: 'services/cloudrun/resource_cloud_run_service.go',
  },
  {
    types: ['google_cloud_scheduler_job'],
    find: (job) =>
      block(job, 'http_target.oauth_token') !== undefined && block(job, 'http_target.oidc_token') !== undefined
        ? '`http_target.oauth_token` and `http_target.oidc_token` are set, only one of them may be'
        : undefined,
    source: 'services/cloudscheduler/resource_cloud_scheduler_job.go',
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
    types: ['google_container_cluster'],
    onlyOnCreate: true,
    find: (cluster) =>
      isTrue(at(cluster, 'remove_default_node_pool')) && (text(cluster, 'node_version') ?? '') !== ''
        ? '`node_version` is set although `remove_default_node_pool` is true'
        : undefined,
    source: 'services/container/resource_container_cluster.go',
  },
  {
    types: ['google_datastream_stream'],
    onlyOnCreate: true,
    find: (stream) => findStateFault(stream, ['NOT_STARTED', 'RUNNING']),
    source: 'services/datastream/resource_datastream_stream.go',
  },
  {
    types: ['google_privateca_certificate_authority'],
    onlyOnCreate: true,
    find: (authority) => findStateFault(authority, ['STAGED', 'ENABLED']),
    source: 'services/privateca/resource_privateca_certificate_authority.go',
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
    types: ['google_compute_router_nat'],
    onlyOnCreate: true,
    find: (nat) => {
      const drained = at(nat, 'drain_nat_ips');
      const isDraining = (drained?.kind === 'set' || drained?.kind === 'list') && drained.items.length > 0;
      return isDraining ? '`drain_nat_ips` is set, but a new NAT has no addresses to drain' : undefined;
    },
    source: 'services/compute/resource_compute_router_nat.go',
  },
  {
    types: ['google_cloudbuild_trigger'],
    find: findTimeoutFault,
    source: 'services/cloudbuild/resource_cloudbuild_trigger.go',
  },
  {
    types: ['google_logging_project_sink'],
    find: (sink) =>
      block(sink, 'bigquery_options') !== undefined && isFalse(at(sink, 'unique_writer_identity'))
        ? '`bigquery_options` needs `unique_writer_identity` to be true'
        : undefined,
    source: 'services/logging/resource_logging_project_sink.go',
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
  const isCustom = (features?.kind === 'set' || features?.kind === 'list') && features.items.length > 0;
  if (isCustom === (profile === 'CUSTOM')) return undefined;
  return isCustom
    ? `\`custom_features\` needs the \`profile\` CUSTOM, not ${profile}`
    : 'the `profile` CUSTOM needs `custom_features`';
}

function findStateFault(body: ObjectValue, allowed: readonly string[]): string | undefined {
  const state = text(body, 'desired_state');
  if (state === undefined || state === '' || allowed.includes(state)) return undefined;
  return `\`desired_state\` is ${JSON.stringify(state)}, a new one can only be ${allowed.join(' or ')}`;
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

function isFalse(value: Value | undefined): boolean {
  return value?.kind === 'bool' && !value.value;
}

import { describe, expect, it } from 'vitest';
import { combinationRules, refusedOf } from '../../../scripts/refused-combinations.ts';
import type { TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { check, messages, unknown, type Written } from './configuration.ts';
import { faultsIn, resource, shippedTypes } from './shipped-facts.ts';

const byName = new Map([...shippedTypes()].filter(({ mode }) => mode === 'managed').map((type) => [type.type, type]));

function factsOf(name: string): TypeFacts {
  const found = byName.get(name);
  if (found === undefined) throw new Error(`no facts about ${name}`);
  return found;
}

type Body = { readonly [name: string]: Written };

/** Configurations that the provider does not plan, and the same with what is needed to make it. */
const combinations: readonly (readonly [string, Body, Body, RegExp])[] = [
  ['google_compute_firewall', {}, { source_tags: ['a'] }, /needs `source_ranges`/],
  ['google_compute_firewall', { direction: 'INGRESS' }, { direction: 'EGRESS' }, /needs `source_ranges`/],
  ['google_compute_firewall', {}, { source_ranges: unknown }, /needs/],
  ['google_compute_firewall', {}, { direction: unknown }, /needs/],
  [
    'google_compute_firewall',
    { source_tags: ['a'], enable_logging: false, log_config: { metadata: 'm' } },
    { source_tags: ['a'], enable_logging: true, log_config: { metadata: 'm' } },
    /`log_config` is set/,
  ],
  ['google_bigtable_instance', {}, { cluster: { cluster_id: 'a' } }, /at least one `cluster`/],
  [
    'google_bigtable_instance',
    { cluster: [{ cluster_id: 'a' }, { cluster_id: 'a' }] },
    { cluster: [{ cluster_id: unknown }, { cluster_id: unknown }, { cluster_id: 'a' }] },
    /the `cluster_id` "a"/,
  ],
  [
    'google_cloud_run_service',
    { autogenerate_revision_name: true, template: { metadata: { name: 'r' } } },
    { autogenerate_revision_name: true, template: { metadata: { name: unknown } } },
    /template.metadata.name/,
  ],
  [
    'google_cloud_scheduler_job',
    { http_target: { oauth_token: {}, oidc_token: {} } },
    { http_target: { oauth_token: {} } },
    /only one of them/,
  ],
  [
    'google_compute_health_check',
    { http_health_check: { port_specification: 'USE_NAMED_PORT' } },
    { http_health_check: { port_specification: 'USE_NAMED_PORT', port_name: unknown } },
    /`port_name` must be set/,
  ],
  [
    'google_compute_health_check',
    { http_health_check: { port_specification: 'USE_NAMED_PORT', port_name: 'p', port: 80 } },
    { tcp_health_check: { port_specification: 'USE_NAMED_PORT' } },
    /`port` cannot be set/,
  ],
  [
    'google_compute_health_check',
    { http_health_check: { port_specification: 'USE_SERVING_PORT', port_name: 'p' } },
    { http_health_check: { port_specification: 'USE_SERVING_PORT' } },
    /`port_name` cannot be set/,
  ],
  [
    'google_compute_ssl_policy',
    { profile: 'CUSTOM' },
    { profile: 'CUSTOM', custom_features: ['f'] },
    /needs `custom_features`/,
  ],
  [
    'google_compute_ssl_policy',
    { custom_features: ['f'] },
    { custom_features: ['f'], profile: unknown },
    /`profile` CUSTOM, not COMPATIBLE/,
  ],
  [
    'google_container_cluster',
    { node_version: '1', remove_default_node_pool: true },
    { node_version: '1' },
    /`node_version` is set/,
  ],
  ['google_datastream_stream', { desired_state: 'PAUSED' }, { desired_state: 'RUNNING' }, /NOT_STARTED or RUNNING/],
  ['google_privateca_certificate_authority', { desired_state: 'DISABLED' }, {}, /STAGED or ENABLED/],
  [
    'google_sql_database_instance',
    { database_version: 'MYSQL_8_0', settings: { backup_configuration: { point_in_time_recovery_enabled: true } } },
    { database_version: unknown, settings: { backup_configuration: { point_in_time_recovery_enabled: true } } },
    /PostgreSQL and SQL Server only/,
  ],
  ['google_compute_router_nat', { drain_nat_ips: ['a'] }, { drain_nat_ips: [] }, /no addresses to drain/],
  [
    'google_cloudbuild_trigger',
    { build: { step: [{ timeout: '500s' }, { timeout: '101s' }] } },
    { build: { step: [{ timeout: '500s' }, {}] } },
    /more than `build.timeout`, which is 600s/,
  ],
  [
    'google_cloudbuild_trigger',
    { build: { timeout: '10' } },
    { build: { timeout: unknown } },
    /`build.timeout` is "10"/,
  ],
  ['google_cloudbuild_trigger', { build: { step: [{ timeout: 'x' }] } }, {}, /build step is "x"/],
  [
    'google_logging_project_sink',
    { bigquery_options: { use_partitioned_tables: true }, unique_writer_identity: false },
    { bigquery_options: { use_partitioned_tables: true } },
    /`unique_writer_identity` to be true/,
  ],
];

describe('combinations', () => {
  it('that are data stand in the facts that ship', () => {
    const managed = [...shippedTypes()].filter(({ mode }) => mode === 'managed');
    const wrong = managed.filter(
      ({ type, refused = [] }) => JSON.stringify(refused) !== JSON.stringify(refusedOf(type)),
    );
    expect(wrong.map(({ type }) => type)).toEqual([]);
    expect(combinationRules.flatMap(({ types }) => types).filter((name) => !byName.has(name))).toEqual([]);
  });

  const refusals = (type: string, body: Body, planned?: 'create' | 'update') =>
    check(factsOf(type), body, planned === undefined ? {} : { planned }).flatMap(({ code, message }) =>
      code === 'refused-combination' ? [message] : [],
    );

  it.each(combinations)('of %s are refused when it is created: %j', (type, bad, good, message) => {
    expect(refusals(type, bad, 'create')).toEqual([expect.stringMatching(message)]);
    expect(refusals(type, good, 'create')).toEqual([]);
    expect(refusals(type, bad)).toEqual([]);
  });

  it.each([
    ['google_compute_router_nat', { drain_nat_ips: ['a'] }],
    ['google_container_cluster', { node_version: '1', remove_default_node_pool: true }],
    ['google_datastream_stream', { desired_state: 'PAUSED' }],
  ] as const)('of %s may be allowed once it exists', (type, body) => {
    expect(refusals(type, body, 'update')).toEqual([]);
  });
});

describe('null in a list', () => {
  const firewall = resource(
    'google_compute_firewall',
    '  name = "a"\n  network = "n"\n  source_ranges = ["10.0.0.0/8", null]\n  allow {\n    protocol = "tcp"\n    ports = [null]\n  }',
  );

  it('is refused when the resource is planned, at the element', () => {
    expect(faultsIn(firewall, 'plan')).toEqual(['null-element at null', 'null-element at null']);
    expect(faultsIn(firewall)).toEqual([]);
  });

  it('is refused in a data source at once', () => {
    const policy = 'data "google_iam_policy" "a" {\n  binding {\n    role = "r"\n    members = [null]\n  }\n}\n';
    expect(faultsIn(policy)).toEqual(['null-element at null']);
  });

  it('is no matter in a map', () => {
    expect(messages(factsOf('google_pubsub_topic'), { name: 'a', labels: { a: null } }, { planned: 'create' })).toEqual(
      [],
    );
  });
});

describe('timeouts', () => {
  it('are durations, which only planning looks at', () => {
    const topic = resource(
      'google_pubsub_topic',
      '  name = "a"\n  timeouts {\n    create = "abc"\n    delete = "1h"\n  }',
    );
    expect(faultsIn(topic)).toEqual([]);
    expect(faultsIn(topic, 'plan')).toEqual(['value-format at "abc"']);
  });
});

import { describe, expect, it } from 'vitest';
import { acceleratorValues, everywhere, refusal, tpuWorlds, world, worldOf, worlds } from './flagship-worlds.ts';
import { at, type Plain, unknown } from './planned-module.ts';

/**
 * Faults of the recipe this blueprint began as, by their numbers in its audit: T configuration. Each line says what is right here,
 * and looks whether it is.
 */
const faults: readonly (readonly [id: string, right: string, look: () => void | Promise<void>])[] = [
  [
    'T1',
    'channels are a list',
    () => {
      for (const one of worlds)
        for (const channels of one.values('google_monitoring_alert_policy', 'notification_channels'))
          expect(channels).toEqual([unknown]);
    },
  ],
  [
    'T2',
    'comparisons are two that the service knows',
    () => {
      const comparisons = everywhere('google_monitoring_alert_policy', 'conditions.condition_threshold.comparison');
      expect(new Set(comparisons)).toEqual(new Set(['COMPARISON_GT', 'COMPARISON_LT']));
    },
  ],
  [
    'T3',
    'every filter names metric and resource',
    () => {
      const filters = everywhere('google_monitoring_alert_policy', 'conditions.condition_threshold.filter');
      expect(filters.length).toBeGreaterThan(30);
      for (const filter of filters) expect(filter).toMatch(/metric\.type = ".+" AND .*resource\.type = "/);
    },
  ],
  [
    'T4',
    'log metrics count, or measure with buckets',
    () => {
      expect(new Set(everywhere('google_logging_metric', 'metric_descriptor.metric_kind'))).toEqual(new Set(['DELTA']));
      const measured = everywhere('google_logging_metric', 'value_extractor');
      expect(measured.length).toBe(everywhere('google_logging_metric', 'bucket_options').length);
    },
  ],
  [
    'T5',
    'each engine has its one profile and its one source',
    async () => {
      for (const [engine, profile] of engines) {
        const one = await worldOf('dev', `source_database_type=${engine}`, ...engineSettings(engine));
        const profiles = one
          .of('google_datastream_connection_profile')
          .flatMap(({ values }) =>
            Object.keys(values).filter((name) => name.endsWith('_profile') && at(values, name).flat().length > 0),
          );
        expect(profiles.toSorted()).toEqual(['bigquery_profile', profile].toSorted());
        const sources = one.values('google_datastream_stream', 'source_config').flat() as { [name: string]: Plain }[];
        const given = Object.keys(sources[0] ?? {}).filter((name) => at(sources[0], name).flat().length > 0);
        expect(given.filter((name) => name.endsWith('_source_config'))).toEqual([
          profile.replace('_profile', '_source_config'),
        ]);
      }
    },
  ],
  [
    'T6',
    'account ids have at most 30 characters',
    async () => {
      const long = await worldOf('prod', 'name_prefix=abcdefghijkl', 'environment=abcdefghij', 'enable_schedule=true');
      for (const one of [...worlds, long])
        for (const id of one.values('google_service_account', 'account_id'))
          expect(String(id)).toMatch(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
    },
  ],
  [
    'T7',
    'the services that everything needs are on first',
    () => {
      for (const one of worlds) {
        expect(one.values('google_project_service', 'service')).toEqual(
          expect.arrayContaining(['iam.googleapis.com', 'cloudresourcemanager.googleapis.com']),
        );
        for (const { waitsFor } of [...one.of('google_service_account'), ...one.of('google_logging_metric')])
          expect(waitsFor.has('time_sleep.apis_ready')).toBe(true);
      }
    },
  ],
  [
    'T8',
    'a service agent exists before it is granted something',
    () => {
      for (const one of worlds)
        for (const { waitsFor } of one.of('google_secret_manager_secret_iam_member'))
          expect(waitsFor.has('google_project_service_identity.agent')).toBe(true);
    },
  ],
  [
    'T9',
    'the view waits for its tables',
    () => {
      for (const one of worlds) {
        const view = one.of('google_bigquery_table').find(({ address }) => address.endsWith('dashboard'));
        expect([...(view?.waitsFor ?? [])]).toEqual(
          expect.arrayContaining(['google_bigquery_table.trading_positions', 'google_bigquery_table.risk_metrics']),
        );
      }
    },
  ],
  [
    'T10',
    'what may be destroyed can be',
    () => {
      for (const one of [world('dev'), world('staging')])
        for (const type of ['google_bigquery_table', 'google_cloud_run_v2_service'])
          expect(new Set(one.values(type, 'deletion_protection'))).toEqual(new Set([false]));
    },
  ],
  [
    'T11',
    'keys are used, rotate and are kept',
    () => {
      for (const one of worlds.filter(({ name }) => name !== 'dev')) {
        const users = [
          'google_storage_bucket.encryption.default_kms_key_name',
          'google_bigquery_dataset.default_encryption_configuration.kms_key_name',
          'google_cloud_run_v2_service.template.encryption_key',
          'google_datastream_stream.customer_managed_encryption_key',
          'google_artifact_registry_repository.kms_key_name',
          'google_pubsub_topic.kms_key_name',
        ];
        for (const [type = '', ...path] of users.map((user) => user.split('.')))
          expect(one.values(type, path.join('.')).length).toBeGreaterThan(0);
        expect(new Set(one.values('google_kms_crypto_key', 'rotation_period'))).toEqual(new Set(['7776000s']));
      }
      expect(new Set(world('prod').values('google_kms_crypto_key', 'deletion_policy'))).toEqual(new Set(['PREVENT']));
    },
  ],
  [
    'T12',
    'what lands is merged into the table that is read',
    () => {
      for (const one of worlds) {
        expect(one.values('google_bigquery_data_transfer_config', 'params.query')[0]).toMatch(
          /INSERT INTO `\S+\.trading_analytics\.trading_positions`[\s\S]*FROM `\S+\.trading_analytics_landing\.trading_positions`/,
        );
      }
    },
  ],
  [
    'T13',
    'PostgreSQL has its own port, publication and slot, and a way in',
    () => {
      const one = world('staging');
      expect(one.values('google_datastream_connection_profile', 'postgresql_profile.port')).toEqual([5432]);
      expect(one.values('google_datastream_stream', 'source_config.postgresql_source_config.replication_slot')).toEqual(
        ['trading_slot'],
      );
      expect(one.values('google_datastream_connection_profile', 'private_connectivity.private_connection')).toEqual([
        unknown,
      ]);
    },
  ],
  [
    'T14',
    'the stream is in the state the environment says, and the commands that change it are right',
    () => {
      for (const one of worlds) {
        expect(one.values('google_datastream_stream', 'desired_state')).toEqual(['NOT_STARTED']);
        expect(one.text('docs/README.md')).toMatch(
          /streams update \S+ --location=\S+ --state=PAUSED --update-mask=state/,
        );
      }
    },
  ],
  [
    'T15',
    'the image is one that was pushed, by its digest',
    () => {
      for (const one of worlds)
        expect(String(one.values('google_cloud_run_v2_service', 'template.containers.image')[0])).toMatch(
          /-images\/risk-api@sha256:[0-9a-f]{64}$/,
        );
    },
  ],
  [
    'T16',
    'memory and CPU fit each other',
    () => {
      expect(refusal('prod', 'cloud_run_memory=32Gi', 'cloud_run_cpu=1')).toContain(
        'more than 4Gi of memory need at least 2 CPUs',
      );
      expect(refusal('prod', 'cloud_run_memory=1Gi')).toContain('4 CPUs need at least 2Gi');
    },
  ],
  [
    'T17',
    'models do not age, old versions go, and no rule waits for a class that is gone',
    () => {
      for (const one of worlds) {
        const rules = one.values('google_storage_bucket', 'lifecycle_rule').flat();
        for (const rule of rules) {
          const [prefixes] = at(rule, 'condition.matches_prefix');
          const ages =
            at(rule, 'condition.age').length > 0 && at(rule, 'action.type')[0] !== 'AbortIncompleteMultipartUpload';
          if (ages) expect(prefixes).toEqual(['data/', 'logs/']);
          if (at(rule, 'action.type')[0] === 'Delete') expect(at(rule, 'condition.matches_storage_class')).toEqual([]);
        }
        expect(rules.flatMap((rule) => at(rule, 'condition.num_newer_versions'))).toEqual([3]);
      }
    },
  ],
  [
    'T18',
    'the API may write its results and ask, and the inference server may read models',
    () => {
      for (const one of worlds) {
        const writes = one
          .of('google_bigquery_table_iam_member')
          .find(({ address }) => address.endsWith('api_writes_metrics'));
        expect(writes?.values).toMatchObject({ role: 'roles/bigquery.dataEditor', table_id: 'risk_metrics' });
        expect(one.plan.resources.map(({ address }) => address)).toContain(
          'google_project_iam_member.api["roles/bigquery.jobUser"]',
        );
      }
      for (const one of tpuWorlds())
        expect(one.of('google_storage_bucket_iam_member').map(({ address }) => address)).toContain(
          'google_storage_bucket_iam_member.inference_reads_models',
        );
    },
  ],
  [
    'T19',
    'grants are added to a dataset, never put in place of those it has',
    () => {
      expect(everywhere('google_bigquery_dataset', 'access').flat()).toEqual([]);
      for (const one of worlds) expect(one.of('google_bigquery_dataset_iam_member').length).toBeGreaterThan(1);
    },
  ],
  [
    'T20',
    'providers are current, and their changed defaults are written out',
    () => {
      for (const one of worlds) {
        expect(one.text('infrastructure-manager/versions.tf').match(/">= 7\.45\.0, < 8\.0\.0"/g)?.length).toBe(2);
        expect(one.values('google_bigquery_table', 'view.use_legacy_sql')).toEqual([false]);
        expect(new Set(one.values('google_project_service', 'disable_on_destroy'))).toEqual(new Set([false]));
      }
    },
  ],
  [
    'T21',
    'what is documented exists',
    () => {
      for (const one of worlds) {
        expect(one.text('docs/README.md')).toContain(String(one.plan.outputs.get('bigquery_dataset_id')));
        expect(one.of('google_monitoring_dashboard').length).toBe(1);
        expect(one.text('infrastructure-manager/network.tf')).toContain('var.network_name');
      }
    },
  ],
  [
    'T22',
    'rows are dated by default, found by partition, and have a key',
    () => {
      for (const one of worlds) {
        expect(one.values('google_bigquery_table', 'require_partition_filter')).toEqual([true, true]);
        expect(one.values('google_bigquery_table', 'table_constraints.primary_key.columns').length).toBe(2);
        for (const schema of one.values('google_bigquery_table', 'schema').filter((text) => text !== unknown))
          expect(String(schema)).toContain('"defaultValueExpression":"CURRENT_TIMESTAMP()"');
      }
    },
  ],
  [
    'T23',
    'nothing is open that need not be',
    () => {
      expect(acceleratorValues('network_config.can_ip_forward')).toEqual([false, false]);
      for (const one of worlds) {
        const ssh = one
          .of('google_compute_firewall')
          .filter(({ values }) => at(values, 'allow.ports').flat().includes('22'));
        expect(ssh.flatMap(({ values }) => at(values, 'source_ranges').flat())).toEqual(
          ssh.map(() => '35.235.240.0/20'),
        );
        const members = one.plan.resources.flatMap(({ values }) => [
          ...at(values, 'member'),
          ...at(values, 'members').flat(),
        ]);
        expect(members.length).toBeGreaterThan(10);
        expect(members.filter((member) => /^all(Authenticated)?Users$/.test(String(member)))).toEqual([]);
      }
    },
  ],
];

describe('what the recipe got wrong is right here', () => {
  it.each(faults)('%s: %s', async (_id, _right, look) => {
    await look();
  });
});

const engines = [
  ['mysql', 'mysql_profile'],
  ['postgresql', 'postgresql_profile'],
  ['oracle', 'oracle_profile'],
  ['sqlserver', 'sql_server_profile'],
] as const;

function engineSettings(engine: string): string[] {
  const schema = engine === 'mysql' ? [] : ['source_schema=trading'];
  return engine === 'postgresql' ? [...schema, 'postgresql={"publication":"p","replication_slot":"s"}'] : schema;
}

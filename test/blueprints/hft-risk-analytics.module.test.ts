import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BlockFacts } from '../../src/terraform/facts/facts.ts';
import { openProviderFacts } from '../../src/terraform/facts/provider-facts.ts';
import { environments, root } from './flagship.ts';
import { at, type Plain, type PlannedModule, type PlannedResource, planFlagship, unknown } from './planned-module.ts';

const google = openProviderFacts([resolve(root, 'schemas/providers')]).provider('hashicorp/google-beta');
const factsOf = (type: string) => google?.type('managed', type);
const modules: ReadonlyMap<string, PlannedModule> = new Map(
  await Promise.all(environments.map(async (name) => [name, await planFlagship(name)] as const)),
);

/** Where each environment stands. */
const places: Readonly<Record<string, { readonly project: string; readonly region: string }>> = {
  dev: { project: 'acme-risk-dev', region: 'us-central1' },
  prod: { project: 'acme-risk-prod', region: 'us-central1' },
  'prod-dr': { project: 'acme-risk-dr', region: 'us-east5' },
  staging: { project: 'acme-risk-staging', region: 'us-central1' },
};

/** Roles on the project: none of them has a narrower scope. */
const projectRoles = [
  'projects/acme-risk-staging/roles/hft_risk_staging_trading_hours',
  'roles/bigquery.jobUser',
  'roles/cloudtrace.agent',
  'roles/container.defaultNodeServiceAccount',
  'roles/logging.bucketWriter',
  'roles/logging.logWriter',
  'roles/monitoring.metricWriter',
  unknown,
];

describe.each(environments)('the module of %s', (environment) => {
  const { project = '', region = '' } = places[environment] ?? {};
  const { resources, outputs, faults } = moduleNamed(environment);
  const managed = resources.filter(({ mode }) => mode === 'managed');

  it('is evaluated without a fault, and gives every output', () => {
    expect(faults).toEqual([]);
    expect([...outputs].filter(([, value]) => value === undefined)).toEqual([]);
    expect(outputs.get('environment')).toBe(environment);
  });

  it('enables the service behind every resource', () => {
    const enabled = new Set(of(resources, 'google_project_service').flatMap(({ values }) => at(values, 'service')));
    const needed = managed.flatMap(({ type }) => factsOf(type)?.api?.service ?? []);
    const before = ['serviceusage.googleapis.com'];
    expect([...new Set(needed)].filter((service) => !enabled.has(service) && !before.includes(service))).toEqual([]);
  });

  it('creates nothing before the services answer', () => {
    const late = managed.filter(({ type }) => !['google_project_service', 'time_sleep'].includes(type));
    expect(late.filter(({ waitsFor }) => !waitsFor.has('time_sleep.apis_ready')).map(({ address }) => address)).toEqual(
      [],
    );
  });

  it('lets data sources wait for nothing that changes when a service is added', () => {
    const sources = resources.filter(({ mode }) => mode === 'data');
    expect(sources.length).toBeGreaterThan(0);
    for (const { waitsFor } of sources) expect([...waitsFor]).toEqual(['google_project_service.core']);
  });

  it('labels whatever can be labelled', () => {
    const labelled = managed.filter(({ type }) => labelsOf(type) !== undefined);
    const bare = labelled.filter(({ type, values }) => at(values, `${labelsOf(type)}.environment`)[0] !== environment);
    expect(bare.map(({ address }) => address)).toEqual([]);
    expect(labelled.length).toBeGreaterThan(10);
  });

  it('keeps everything in one region', () => {
    const found = managed.flatMap(({ values }) => [...at(values, 'location'), ...at(values, 'region')]);
    expect(new Set(found)).toEqual(new Set([region]));
  });

  it('grants nothing to everybody, and on the project nothing but roles without a narrower scope', () => {
    const grants = managed.filter(({ type }) => /_iam_(member|binding|policy)$/.test(type));
    expect(grants.filter(({ type }) => !type.endsWith('_iam_member')).map(({ address }) => address)).toEqual([]);
    expect(
      grants.flatMap(({ values }) => at(values, 'member')).filter((member) => /^all/i.test(String(member))),
    ).toEqual([]);
    const roles = grants.flatMap(({ values }) => at(values, 'role'));
    expect(
      roles.filter((role) => /admin$|owner$|editor$/i.test(String(role)) && role !== 'roles/bigquery.dataEditor'),
    ).toEqual([]);
    const onProject = of(grants, 'google_project_iam_member').flatMap(({ values }) => at(values, 'role'));
    expect(onProject.filter((role) => !projectRoles.includes(String(role)))).toEqual([]);
  });

  it('reaches the database privately, with a password that Secret Manager keeps', () => {
    const [profile] = of(managed, 'google_datastream_connection_profile').filter(
      ({ values }) => at(values, 'bigquery_profile').length === 0,
    );
    const engine = environment === 'staging' ? 'postgresql_profile' : 'mysql_profile';
    expect(at(profile?.values, 'private_connectivity.private_connection')).toEqual([unknown]);
    expect(at(profile?.values, `${engine}.secret_manager_stored_password`)).toEqual([
      expect.stringMatching(/^projects\/.+\/versions\/\d+$/),
    ]);
    expect(at(profile?.values, `${engine}.password`)).toEqual([]);
    expect(
      of(managed, 'google_secret_manager_secret_iam_member').flatMap(({ values }) => at(values, 'secret_id')),
    ).toEqual([`projects/${project}/secrets/trading-db-password`]);
  });

  it('protects all or nothing from being destroyed', () => {
    const isProtected = environment.startsWith('prod');
    const protection = managed.flatMap(({ values }) => at(values, 'deletion_protection'));
    expect(protection.length).toBe(environment === 'prod' ? 5 : 4);
    expect(new Set(protection)).toEqual(new Set([isProtected]));
    const erasing = managed.flatMap(({ values }) => [
      ...at(values, 'force_destroy'),
      ...at(values, 'delete_contents_on_destroy'),
    ]);
    expect(new Set(erasing)).toEqual(new Set([!isProtected]));
  });

  it('opens the network to nothing but Google and the database', () => {
    const rules = of(managed, 'google_compute_firewall').map(({ values }) => values);
    const ingress = rules.filter(({ direction }) => direction === 'INGRESS');
    const isTpuVm = environment === 'staging' || environment === 'prod-dr';
    expect(ingress.map((rule) => [at(rule, 'source_ranges').flat(), at(rule, 'allow.ports').flat()])).toEqual([
      [['10.20.1.0/28'], [environment === 'staging' ? '5432' : '3306']],
      ...(isTpuVm ? [[['35.235.240.0/20'], ['22']]] : []),
      ...(environment === 'dev' ? [] : [[['10.20.0.0/24'], ['8080']]]),
    ]);
    const allowed = rules.filter((rule) => rule['direction'] === 'EGRESS' && at(rule, 'allow').length > 0);
    expect(allowed.map((rule) => at(rule, 'destination_ranges').flat())).toEqual([
      ...(environment === 'prod' ? [['10.20.2.0/24', '10.20.64.0/18', '10.20.32.0/20']] : []),
      ['199.36.153.4/30'],
      ...(environment === 'dev' ? [] : [['10.20.2.0/24']]),
    ]);
    expect(at(of(managed, 'google_cloud_run_v2_service')[0]?.values, 'ingress')).toEqual([
      'INGRESS_TRAFFIC_INTERNAL_ONLY',
    ]);
  });
});

describe('the way to the database', () => {
  it.each([
    ['10.20.0.64/28', true],
    ['10.16.0.0/12', true],
    ['10.20.1.0/28', false],
    ['10.19.255.240/28', false],
  ])('takes %s for a range that overlaps the subnet: %s', async (range, isOverlapping) => {
    const { faults } = await planFlagship('prod', [`datastream_cidr=${range}`]);
    expect(faults.join()).toMatch(isOverlapping ? /Ranges overlap: .*datastream_cidr and subnet_cidr/ : /^$/);
  });

  it.each([
    ['prod', 'mysql_profile.ssl_config.ca_certificate'],
    ['staging', 'postgresql_profile.ssl_config.server_verification.ca_certificate'],
  ])('is encrypted in %s when the authority is given', async (environment, path) => {
    const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    const { resources, faults } = await planFlagship(environment, [`source_ca_certificate=${certificate}`]);
    const profiles = of(resources, 'google_datastream_connection_profile').flatMap(({ values }) => at(values, path));
    expect(faults).toEqual([]);
    expect(profiles).toEqual([certificate]);
  });

  it('is a peering or an interface', async () => {
    const { resources } = await planFlagship('prod', ['datastream_connectivity=vpc-peering']);
    expect(of(resources, 'google_compute_network_attachment')).toEqual([]);
    const connections = (found: readonly PlannedResource[], path: string) =>
      of(found, 'google_datastream_private_connection').flatMap(({ values }) => at(values, path));
    expect(connections(resources, 'vpc_peering_config.subnet')).toEqual(['10.20.1.0/28']);
    expect(connections(moduleNamed('prod').resources, 'psc_interface_config.network_attachment')).toEqual([unknown]);
  });
});

describe('own keys', () => {
  const keyPaths: Readonly<Record<string, string>> = {
    google_artifact_registry_repository: 'kms_key_name',
    google_bigquery_data_transfer_config: 'encryption_configuration.kms_key_name',
    google_bigquery_dataset: 'default_encryption_configuration.kms_key_name',
    google_bigquery_table: 'encryption_configuration.kms_key_name',
    google_cloud_run_v2_service: 'template.encryption_key',
    google_container_cluster: 'database_encryption.key_name',
    google_container_node_pool: 'node_config.boot_disk_kms_key',
    google_datastream_stream: 'customer_managed_encryption_key',
    google_logging_project_bucket_config: 'cmek_settings.kms_key_name',
    google_pubsub_topic: 'kms_key_name',
    google_storage_bucket: 'encryption.default_kms_key_name',
  };

  it('are looked for in every type that takes one', () => {
    const types = new Set([...modules.values()].flatMap(({ resources }) => resources.map(({ type }) => type)));
    const able = [...types].filter((type) => takesKey(factsOf(type)));
    expect(able.toSorted()).toEqual(Object.keys(keyPaths));
  });

  it.each(['prod', 'prod-dr', 'staging'])(
    'encrypt everything of %s, after their grants have taken effect',
    (environment) => {
      const able = moduleNamed(environment).resources.filter(
        (one) => keyPaths[one.type] !== undefined && at(one.values, 'view').length === 0,
      );
      expect(able.length).toBe(environment === 'prod' ? 15 : 12);
      for (const { type, values, waitsFor, address } of able) {
        expect([address, at(values, keyPaths[type] ?? '')]).toEqual([address, [unknown]]);
        expect([address, waitsFor.has('google_kms_crypto_key_iam_member.service')]).toEqual([address, true]);
      }
    },
  );

  it('are granted to the service that uses them, rotate, and outlive prod', () => {
    const { resources } = moduleNamed('prod');
    const keys = of(resources, 'google_kms_crypto_key').map(({ values }) => values);
    expect(keys.map(({ name }) => name)).toEqual([
      'artifactregistry',
      'bigquery',
      'compute',
      'container',
      'datastream',
      'logging',
      'pubsub',
      'run',
      'storage',
    ]);
    expect(
      of(resources, 'google_kms_crypto_key_iam_member').map(({ address }) => address.replace('_iam_member', '')),
    ).toEqual(of(resources, 'google_kms_crypto_key').map(({ address }) => address));
    for (const key of keys) {
      expect(key).toMatchObject({ rotation_period: '7776000s', deletion_policy: 'PREVENT' });
      expect(at(key, 'version_template.protection_level')).toEqual(['HSM']);
    }
  });

  it('are none in dev, which is to vanish', () => {
    expect(moduleNamed('dev').resources.filter(({ type }) => type.startsWith('google_kms'))).toEqual([]);
  });
});

describe('the tables', () => {
  const tables = of(moduleNamed('prod').resources, 'google_bigquery_table').map(({ values }) => values);

  it('have the columns the API and the view read', () => {
    expect(columnsOf('trading_positions')).toEqual(
      expect.arrayContaining([
        'position_id',
        'portfolio_id',
        'symbol',
        'quantity',
        'price',
        'timestamp',
        'trader_id',
        'var_1d',
      ]),
    );
    expect(columnsOf('risk_metrics')).toEqual(
      expect.arrayContaining([
        'metric_id',
        'portfolio_id',
        'trader_id',
        'metric_type',
        'metric_value',
        'model_version',
      ]),
    );
  });

  it('are partitioned and clustered by columns they have, and asked by partition only', () => {
    for (const name of ['trading_positions', 'risk_metrics']) {
      const table = tableNamed(name);
      const named = [
        ...at(table, 'time_partitioning.field'),
        ...at(table, 'clustering').flat(),
        ...at(table, 'table_constraints.primary_key.columns').flat(),
      ];
      expect(columnsOf(name)).toEqual(expect.arrayContaining(named.map(String)));
      expect(table['require_partition_filter']).toBe(true);
    }
    expect(at(tableNamed('risk_metrics'), 'time_partitioning.expiration_ms')).toEqual([2557 * 86_400_000]);
  });

  it('are read by the view with a filter on each partition, and metrics one row for each portfolio', () => {
    const [query] = at(tableNamed('real_time_risk_dashboard'), 'view.query').map(String);
    expect(query).toContain('FROM `acme-risk-prod.trading_analytics.trading_positions`\n  WHERE timestamp >=');
    expect(query).toContain('FROM `acme-risk-prod.trading_analytics.risk_metrics`\n  WHERE calculation_timestamp >=');
    expect(query).toContain('QUALIFY ROW_NUMBER() OVER (PARTITION BY portfolio_id');
  });

  function tableNamed(name: string): { readonly [attribute: string]: Plain } {
    const table = tables.find(({ table_id }) => table_id === name);
    if (table === undefined) throw new Error(`there is no table ${name}`);
    return table;
  }

  function columnsOf(name: string): string[] {
    return JSON.parse(String(tableNamed(name)['schema'])).map((column: { readonly name: string }) => column.name);
  }
});

function moduleNamed(environment: string): PlannedModule {
  const module = modules.get(environment);
  if (module === undefined) throw new Error(`there is no environment ${environment}`);
  return module;
}

function of(resources: readonly PlannedResource[], type: string): PlannedResource[] {
  return resources.filter((one) => one.type === type);
}

/** The attribute that labels a type: a notification channel's `labels` are its settings. */
function labelsOf(type: string): string | undefined {
  const attributes = factsOf(type)?.attributes ?? {};
  return ['user_labels', 'labels'].find((name) => attributes[name]?.mode === 'optional');
}

function takesKey(block: BlockFacts | undefined): boolean {
  const names = Object.keys(block?.attributes ?? {});
  const isOwn = names.some((name) =>
    /^(default_)?kms_key_name$|^boot_disk_kms_key$|^(customer_managed_)?encryption_key$|^key_name$/.test(name),
  );
  return isOwn || Object.values(block?.blocks ?? {}).some(takesKey);
}

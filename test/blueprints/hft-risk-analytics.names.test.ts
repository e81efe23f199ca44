import { describe, expect, it } from 'vitest';
import { environments } from './flagship.ts';
import { at, planFlagship } from './planned-module.ts';

/** The form a name must have, by the attribute it stands in. */
const forms: readonly (readonly [string, RegExp])[] = [
  ['google_artifact_registry_repository.repository_id', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ['google_bigquery_dataset.dataset_id', /^\w{1,1024}$/],
  ['google_cloud_run_v2_service.name', /^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/],
  ['google_compute_address.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ['google_compute_firewall.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ['google_compute_network.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ['google_compute_network_attachment.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ['google_compute_route.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ['google_compute_router.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ['google_compute_router_nat.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])$/],
  ['google_compute_subnetwork.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ['google_datastream_connection_profile.connection_profile_id', /^[a-z]([a-z0-9-]{0,58}[a-z0-9])$/],
  ['google_datastream_private_connection.private_connection_id', /^[a-z]([a-z0-9-]{0,58}[a-z0-9])$/],
  ['google_datastream_stream.stream_id', /^[a-z]([a-z0-9-]{0,58}[a-z0-9])$/],
  ['google_dns_managed_zone.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
  ['google_kms_crypto_key.name', /^[\w-]{1,63}$/],
  ['google_kms_key_ring.name', /^[\w-]{1,63}$/],
  ['google_logging_metric.name', /^[\w.,+!*',()%-][\w.,+!*',()%/-]{0,99}$/],
  ['google_pubsub_subscription.name', /^(?!goog)[A-Za-z][\w.~+%-]{2,254}$/],
  ['google_pubsub_topic.name', /^(?!goog)[A-Za-z][\w.~+%-]{2,254}$/],
  ['google_service_account.account_id', /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/],
  ['google_storage_bucket.name', /^(?!goog)(?!.*google)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/],
];

/** Forms of names that only some environments have; each is in one of the cases. */
const rareForms: readonly (readonly [string, RegExp])[] = [
  [
    'google_access_context_manager_service_perimeter.name',
    /^accessPolicies\/\d+\/servicePerimeters\/[A-Za-z]\w{0,49}$/,
  ],
  ['google_cloud_scheduler_job.name', /^[\w-]{1,500}$/],
  ['google_container_cluster.name', /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/],
  ['google_container_node_pool.name', /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/],
  ['google_logging_project_bucket_config.bucket_id', /^[\w][\w.-]{0,99}$/],
  ['google_project_iam_custom_role.role_id', /^[\w.]{3,64}$/],
  ['google_tpu_v2_vm.name', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/],
];

const longest =
  'prod name_prefix=abcdefghijkl environment=abcdefghij key_ring_suffix=abcdefghijklmnopqrst enable_nat=true enable_schedule=true';
const shortest = 'prod name_prefix=a environment=b enable_nat=true';
const cases = [
  ...environments.map((environment) => `${environment} enable_nat=true enable_encryption=true`),
  longest,
  shortest,
].map((line) => line.split(' '));

describe('names', () => {
  it.each(cases)('have the form their service wants: %s %s %s', async (environment, ...sets) => {
    const { resources } = await planFlagship(environment ?? '', sets, 'a123456789b123456789c123456789'.slice(0, 30));
    for (const [path, form] of forms) {
      const [type = '', attribute = ''] = path.split('.');
      const names = resources.filter((one) => one.type === type).flatMap(({ values }) => at(values, attribute));
      expect(names.length, path).toBeGreaterThan(0);
      for (const name of names) expect(name, path).toMatch(form);
    }
    for (const [path, form] of rareForms) {
      const [type = '', attribute = ''] = path.split('.');
      for (const name of resources.filter((one) => one.type === type).flatMap(({ values }) => at(values, attribute))) {
        expect(name, path).toMatch(form);
      }
    }
  });

  it('that only some environments have are in one of them', async () => {
    const plans = await Promise.all(['prod', 'staging'].map((environment) => planFlagship(environment)));
    const types = new Set(plans.flatMap(({ resources }) => resources.map(({ type }) => type)));
    expect(rareForms.map(([path]) => path.split('.')[0]).filter((type) => !types.has(type ?? ''))).toEqual([]);
  });

  it('are known before anything is created, and used once', async () => {
    const { resources } = await planFlagship('prod');
    const named = resources.filter(({ mode }) => mode === 'managed');
    const keys = named.flatMap(({ type, values }) => at(values, 'name').map((name) => `${type} ${name}`));
    expect(keys.filter((key) => key.includes('('))).toEqual([]);
    expect(
      keys.filter((key, index) => keys.indexOf(key) !== index && !key.includes('_iam_') && !key.includes('record_set')),
    ).toEqual([]);
  });
});

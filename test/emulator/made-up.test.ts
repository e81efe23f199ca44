import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/config-api/json.ts';
import { seededRandom } from '../../src/emulator/random.ts';
import { madeUp, madeUpId } from '../../src/emulator/run/made-up.ts';

const scope = { random: seededRandom('test'), deployment: 'projects/p/locations/europe-west1/deployments/d' };
const value = (type: string, attribute: string, configured: JsonObject = {}) =>
  madeUp({ address: `${type}.x`, type, configured }, attribute, scope);

describe('made-up values', () => {
  it.each<[string, JsonObject, string]>([
    ['google_storage_bucket', { name: 'b' }, 'b'],
    ['google_compute_subnetwork', { name: 's' }, 'projects/p/regions/europe-west1/subnetworks/s'],
    [
      'google_compute_instance',
      { name: 'i', zone: 'us-east1-b', project: 'q' },
      'projects/q/zones/us-east1-b/instances/i',
    ],
    ['google_compute_disk', { name: 'i' }, 'projects/p/zones/europe-west1-a/disks/i'],
    [
      'google_kms_crypto_key',
      { name: 'k', key_ring: 'projects/p/locations/l/keyRings/r' },
      'projects/p/locations/l/keyRings/r/cryptoKeys/k',
    ],
    ['google_secret_manager_secret_version', { secret: 'projects/p/secrets/s' }, 'projects/p/secrets/s/versions/1'],
    ['google_sql_user', { name: 'u', instance: 'db' }, 'u//db'],
    [
      'google_project_iam_member',
      { project: 'q', role: 'roles/viewer', member: 'user:a@b.c' },
      'q/roles/viewer/user:a@b.c',
    ],
    ['google_storage_bucket_iam_binding', { bucket: 'b', role: 'roles/x', members: [] }, 'b/b/roles/x'],
    ['google_pubsub_topic_iam_policy', { topic: 't', policy_data: '{}' }, 'projects/p/topics/t'],
    [
      'google_pubsub_topic_iam_member',
      { topic: 'projects/q/topics/t', role: 'r', member: 'm' },
      'projects/q/topics/t/r/m',
    ],
    [
      'google_cloud_run_v2_service_iam_member',
      { location: 'l', name: 'n', role: 'r', member: 'm' },
      'projects/p/locations/l/services/n/r/m',
    ],
    ['google_secret_manager_secret_iam_member', { secret_id: 's', role: 'r', member: 'm' }, 'projects/p/secrets/s/r/m'],
    ['google_new_policy', { name: 'n' }, 'projects/p/newPolicies/n'],
  ])('8.6 the id of a %s with %j is %s', (type, configured, id) => {
    expect(madeUpId({ address: 'a.b', type, configured }, scope.deployment, scope.random)).toBe(id);
  });

  it.each<[string, string, JsonObject, unknown]>([
    ['google_service_account', 'email', { account_id: 'a' }, 'a@p.iam.gserviceaccount.com'],
    ['google_service_account', 'name', { account_id: 'a' }, 'projects/p/serviceAccounts/a@p.iam.gserviceaccount.com'],
    ['google_storage_bucket', 'url', { name: 'b' }, 'gs://b'],
    ['google_storage_bucket', 'self_link', { name: 'b' }, 'https://www.googleapis.com/storage/v1/b/b'],
    [
      'google_bigquery_dataset',
      'self_link',
      { dataset_id: 'd' },
      'https://bigquery.googleapis.com/bigquery/v2/projects/p/datasets/d',
    ],
    ['google_project', 'number', {}, expect.stringMatching(/^[1-9]\d{11}$/)],
    [
      'google_project_service_identity',
      'email',
      { service: 'pubsub.googleapis.com' },
      expect.stringMatching(/^service-\d{12}@gcp-sa-pubsub\./),
    ],
    [
      'google_compute_default_service_account',
      'email',
      {},
      expect.stringMatching(/^\d{12}-compute@developer\.gserviceaccount\.com$/),
    ],
    ['google_compute_address', 'address', {}, expect.stringMatching(/^10\.\d{1,3}\.\d{1,3}\.\d{1,3}$/)],
    ['google_redis_instance', 'port', {}, expect.any(Number)],
    [
      'google_logging_project_sink',
      'writer_identity',
      {},
      expect.stringMatching(/^serviceAccount:service-\d{12}@gcp-sa-logging\.iam\.gserviceaccount\.com$/),
    ],
    [
      'google_sql_database_instance',
      'ip_address',
      {},
      [{ type: 'PRIMARY', ip_address: expect.stringMatching(/^10\./) }],
    ],
    ['google_datastream_stream', 'state', { desired_state: 'RUNNING' }, 'RUNNING'],
    ['google_pubsub_topic', 'effective_labels', { labels: { a: 'b' } }, { a: 'b' }],
    ['google_container_cluster', 'something_new', {}, undefined],
  ])('8.6 the %s.%s of %j is of its kind', (type, attribute, configured, expected) => {
    expect(value(type, attribute, configured)).toEqual(expected);
  });

  it('8.6 a project has one number, wherever it appears', () => {
    const number = String(value('google_project', 'number', { project_id: 'p' }));
    expect(value('google_cloud_run_v2_service', 'uri', { name: 'n', location: 'l' })).toBe(
      `https://n-${number}.l.run.app`,
    );
    expect(value('google_storage_project_service_account', 'email_address')).toBe(
      `service-${number}@gs-project-accounts.iam.gserviceaccount.com`,
    );
    expect(value('google_bigquery_default_service_account', 'email', { project: 'q' })).not.toContain(number);
  });
});

// A table: constraints of Cloud Storage, BigQuery, Datastream, Pub/Sub, Cloud SQL and Spanner, with what decides them in Terraform.
import type { Constraint } from '../../constraints.ts';
import { publicGrants } from '../allowed-members.ts';
import { always, valueAt } from '../asked-values.ts';
import { forbidsPresence, forbidsResource, requires, requiresPresence, satisfies } from '../attribute-tests.ts';
import { allOf, when } from '../combine-tests.ts';
import { enforced, enforcedOnCreate, on } from '../enforced.ts';
import { likely } from '../likely.ts';
import { listed } from '../listed.ts';
import { boolean, list, managed, twins } from './rows.ts';

const bucket = 'google_storage_bucket';
const database = 'google_sql_database_instance';
const profile = 'google_datastream_connection_profile';
const topic = 'google_pubsub_topic';
const source = 'https://cloud.google.com/storage/docs/org-policy-constraints';
const sqlSource = 'https://cloud.google.com/sql/docs/postgres/org-policy/org-policy';

const sourceProfiles = ['mysql', 'oracle', 'postgresql', 'sql_server', 'mongodb', 'salesforce'];

const isPrivate = allOf(
  requiresPresence('private_connectivity', 'set private_connectivity { private_connection = … }'),
  forbidsPresence('forward_ssh_connectivity', 'use private_connectivity instead of forward_ssh_connectivity'),
);

/** Networks of private addresses, as the first address and the length of the prefix: what lies in one may be authorized. */
const privateNetworks: readonly (readonly [beginning: RegExp, prefix: number])[] = [
  [/^10\./, 8],
  [/^172\.(?:1[6-9]|2\d|3[01])\./, 12],
  [/^192\.168\./, 16],
];

/** Whether a range is private as a whole: `10.0.0.0/0` is everything. */
function isPrivateRange(text: string): boolean {
  const match = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/.exec(text);
  const [, address = '', length = '32'] = match ?? [];
  return privateNetworks.some(([beginning, prefix]) => beginning.test(address) && Number(length) >= prefix);
}

const aclResources = [
  'google_storage_bucket_acl',
  'google_storage_bucket_access_control',
  'google_storage_default_object_acl',
  'google_storage_default_object_access_control',
  'google_storage_object_acl',
  'google_storage_object_access_control',
];

/** Constraints on buckets, datasets, streams, topics and databases. */
export const storageConstraints: readonly Constraint[] = [
  boolean('storage.uniformBucketLevelAccess', {
    summary: 'Buckets have uniform bucket-level access',
    source,
    checker: enforced(
      on(
        bucket,
        requires('uniform_bucket_level_access', ['true'], {
          // The provider sends `enabled: false` when nothing is written.
          unset: 'violates',
          remedy: 'set uniform_bucket_level_access = true',
        }),
      ),
      on(
        aclResources,
        likely(
          forbidsResource('access control lists need a bucket without uniform access', 'grant roles by IAM instead'),
        ),
      ),
    ),
  }),
  boolean('storage.publicAccessPrevention', {
    summary: 'Nothing in Cloud Storage is granted to allUsers or allAuthenticatedUsers',
    source: 'https://cloud.google.com/storage/docs/public-access-prevention',
    limits: 'The attribute public_access_prevention need not be set: the policy holds in its place.',
    checker: publicGrants,
  }),
  list('storage.retentionPolicySeconds', {
    summary: 'Buckets have a retention policy of one of the listed times, in seconds',
    source,
    checker: listed([bucket, valueAt('retention_policy.retention_period', { unset: 'violates' })]),
  }),
  list('storage.softDeletePolicySeconds', {
    summary: 'Buckets keep deleted objects for one of the listed times, in seconds',
    source,
    checker: listed([bucket, valueAt('soft_delete_policy.retention_duration_seconds', { unset: { value: '604800' } })]),
  }),
  boolean('storage.secureHttpTransport', {
    summary: 'Cloud Storage takes no unencrypted requests',
    source,
    undecidable: 'it is enforced on requests at run time',
  }),
  list('storage.restrictAuthTypes', {
    summary: 'Requests signed in denied ways are refused, and HMAC keys for them are not created',
    supportsIn: true,
    source,
    limits: 'Only keys of service accounts are seen.',
    checker: listed(['google_storage_hmac_key', always('SERVICE_ACCOUNT_HMAC_SIGNED_REQUESTS')]),
  }),
  boolean('bigquery.disableBQOmniAWS', {
    summary: 'BigQuery Omni is not used with AWS',
    source: 'https://cloud.google.com/bigquery/docs/omni-introduction',
    checker: enforced(...omni('aws')),
  }),
  boolean('bigquery.disableBQOmniAzure', {
    summary: 'BigQuery Omni is not used with Azure',
    source: 'https://cloud.google.com/bigquery/docs/omni-introduction',
    checker: enforced(...omni('azure')),
  }),
  boolean('datastream.disablePublicConnectivity', {
    summary: 'Datastream reaches its sources by private connections',
    source: 'https://cloud.google.com/datastream/docs/create-connection-profiles',
    limits: 'That a forward SSH tunnel counts as public is likely, and not documented.',
    checker: enforced(
      ...sourceProfiles.map((name) => on(profile, when(requiresPresence(`${name}_profile`, ''), isPrivate))),
    ),
  }),
  boolean('pubsub.enforceInTransitRegions', {
    summary: 'Topics hold messages in transit to their storage regions',
    certainty: 'likely',
    source: 'https://cloud.google.com/pubsub/docs/resource-location-restriction',
    checker: enforced(
      on(
        topic,
        when(
          requiresPresence('message_storage_policy', ''),
          requires('message_storage_policy.enforce_in_transit', ['true'], {
            unset: 'violates',
            remedy: 'set enforce_in_transit = true',
          }),
        ),
      ),
    ),
  }),
  managed('pubsub.managed.disableTopicMessageTransforms', {
    summary: 'Topics do not transform messages',
    source: 'https://cloud.google.com/pubsub/docs/smts/smts-overview',
    checker: enforced(on(topic, forbidsPresence('message_transforms', 'leave out message_transforms'))),
  }),
  managed('pubsub.managed.disableSubscriptionMessageTransforms', {
    summary: 'Subscriptions do not transform messages',
    source: 'https://cloud.google.com/pubsub/docs/smts/smts-overview',
    checker: enforced(
      on('google_pubsub_subscription', forbidsPresence('message_transforms', 'leave out message_transforms')),
    ),
  }),
  ...twins('sql.restrictPublicIp', 'sql.managed.restrictPublicIp', {
    summary: 'Instances of Cloud SQL have no public address',
    source: sqlSource,
    checker: enforced(
      on(
        database,
        // An instance without ip_configuration gets a public address.
        requires('settings.ip_configuration.ipv4_enabled', ['false'], {
          unset: 'violates',
          remedy: 'set settings { ip_configuration { ipv4_enabled = false } }, with private_network or psc_config',
        }),
      ),
    ),
  }).map((row): Constraint => (row.kind === 'managed' ? { ...row, certainty: 'seen' } : row)),
  boolean('sql.restrictAuthorizedNetworks', {
    summary: 'Instances of Cloud SQL authorize no public networks',
    source: sqlSource,
    limits: 'That ranges of private addresses may be authorized is likely, and not documented.',
    checker: enforced(
      on(
        database,
        satisfies('settings.ip_configuration.authorized_networks.value', isPrivateRange, {
          unset: 'passes',
          remedy: 'leave out authorized_networks',
        }),
      ),
    ),
  }),
  boolean('sql.disableDefaultEncryptionCreation', {
    summary: 'Instances of Cloud SQL are encrypted with keys of your own',
    source: sqlSource,
    checker: enforcedOnCreate(
      on(database, requiresPresence('encryption_key_name', 'name a key in encryption_key_name')),
    ),
  }),
  ...['restrictNoncompliantResourceCreation', 'restrictNoncompliantDiagnosticDataAccess'].map((name) =>
    boolean(`sql.${name}`, {
      summary: 'Cloud SQL is operated as Assured Workloads asks',
      undecidable: 'it is set by Assured Workloads and changes how Google operates instances',
    }),
  ),
  boolean('spanner.disableMultiRegionInstanceIfNoLocationSelected', {
    summary: 'Instances of Spanner are of one region where no location is chosen',
    certainty: 'likely',
    source: 'https://cloud.google.com/spanner/docs/org-policy-constraints',
    checker: enforcedOnCreate(
      on(
        'google_spanner_instance',
        satisfies('config', (text) => /(?:^|\/)regional-/.test(text), {
          unset: 'violates',
          remedy: 'use a configuration of one region, such as regional-europe-west3',
        }),
      ),
    ),
  }),
  boolean('spanner.assuredWorkloadsAdvancedServiceControls', {
    summary: 'Spanner is operated as Assured Workloads asks',
    undecidable: 'it is set by Assured Workloads and changes how Google operates instances',
  }),
];

/** A connection to another cloud, or a dataset kept there. */
function omni(cloud: 'aws' | 'azure') {
  return [
    on('google_bigquery_connection', forbidsPresence(cloud, `leave out ${cloud}`)),
    on(
      'google_bigquery_dataset',
      satisfies('location', (text) => !text.toLowerCase().startsWith(`${cloud}-`), {
        unset: 'passes',
        remedy: 'use a location of Google Cloud',
      }),
    ),
  ];
}

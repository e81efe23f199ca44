import { both, isOneOf, isWritten, not, price, priceByAttribute, regionAt, withCommitment } from '../choices.ts';
import type { ChargeRule, EnvironmentPricer, ResourcePricer } from '../pricer.ts';
import { attribute, hours, times, usage } from '../quantities.ts';
import type { UsageKey } from '../usage-keys.ts';

const bigQuery = 'BigQuery';
const bigQueryPricing = 'https://cloud.google.com/bigquery/pricing';
const located = regionAt('location');

const slots = priceByAttribute(
  'edition',
  {
    STANDARD: 'bigquery-slots-standard',
    ENTERPRISE: 'bigquery-slots-enterprise',
    ENTERPRISE_PLUS: 'bigquery-slots-enterprise-plus',
  },
  'ENTERPRISE',
);

function datasetStorage(name: string, id: string, key: UsageKey): ChargeRule {
  return {
    name,
    price: priceByAttribute(
      'storage_billing_model',
      {
        LOGICAL: `bigquery-${id}-storage`,
        STORAGE_BILLING_MODEL_UNSPECIFIED: `bigquery-${id}-storage`,
        PHYSICAL: `bigquery-${id}-physical-storage`,
      },
      'LOGICAL',
    ),
    region: located,
    quantity: usage(key),
  };
}

/** Data services. */
export const dataPricers: readonly ResourcePricer[] = [
  {
    service: bigQuery,
    types: ['google_bigquery_dataset'],
    kind: 'charges',
    charges: [
      datasetStorage('Active storage', 'active', 'bigQuery.activeStorageGiB'),
      datasetStorage('Long-term storage', 'long-term', 'bigQuery.longTermStorageGiB'),
    ],
  },
  {
    service: bigQuery,
    types: ['google_bigquery_table', 'google_bigquery_routine'],
    kind: 'free',
    reason: 'its storage is counted with the dataset, queries with the environment',
    source: bigQueryPricing,
  },
  {
    service: bigQuery,
    types: ['google_bigquery_reservation'],
    kind: 'charges',
    charges: [
      {
        name: 'Baseline slots',
        price: withCommitment(slots, 'bigQuery.commitment', (id, years) => `${id}-cud-${years}`),
        region: located,
        quantity: times(attribute('slot_capacity'), hours),
      },
      {
        name: 'Autoscaled slots',
        price: slots,
        region: located,
        quantity: usage('bigQuery.autoscaledSlotHoursPerMonth'),
        when: isWritten('autoscale.max_slots'),
      },
    ],
  },
  {
    service: bigQuery,
    types: ['google_bigquery_reservation_assignment'],
    kind: 'free',
    reason: 'the reservation it assigns is paid for',
    source: bigQueryPricing,
  },
  {
    service: bigQuery,
    types: ['google_bigquery_data_transfer_config'],
    kind: 'not priced',
    reason:
      'a scheduled query costs what it scans, counted by spec.usage.bigQuery.queriedTiBPerMonth; transfers from other sources have prices of their own',
  },
  {
    service: bigQuery,
    types: ['google_bigquery_capacity_commitment'],
    kind: 'not priced',
    reason: 'its slots are counted with the reservations that use them: see spec.usage.bigQuery.commitment',
  },
  {
    service: 'Datastream',
    types: ['google_datastream_stream'],
    kind: 'charges',
    charges: [
      {
        name: 'Change data processed',
        price: price('datastream-changes'),
        region: located,
        quantity: usage('datastream.processedGiBPerMonth'),
      },
      {
        name: 'Backfilled data',
        price: price('datastream-backfill'),
        region: located,
        quantity: usage('datastream.backfilledGiBPerMonth'),
        when: not(isWritten('backfill_none')),
      },
    ],
  },
  {
    service: 'Datastream',
    types: ['google_datastream_connection_profile', 'google_datastream_private_connection'],
    kind: 'free',
    reason: 'Datastream is paid by the data its streams process',
    source: 'https://cloud.google.com/datastream/pricing',
  },
  {
    service: 'Pub/Sub',
    types: ['google_pubsub_topic'],
    kind: 'charges',
    charges: [
      { name: 'Published data', price: price('pubsub-throughput'), quantity: usage('pubsub.publishedGiBPerMonth') },
      {
        name: 'Retained messages',
        price: price('pubsub-retention'),
        quantity: usage('pubsub.retainedGiB'),
        when: isWritten('message_retention_duration'),
      },
    ],
  },
  {
    service: 'Pub/Sub',
    types: ['google_pubsub_subscription'],
    kind: 'charges',
    charges: [
      {
        name: 'Delivered data',
        price: price('pubsub-throughput'),
        quantity: usage('pubsub.deliveredGiBPerMonth'),
        when: not(isWritten('bigquery_config.table')),
      },
      {
        name: 'Data delivered to BigQuery',
        price: price('pubsub-bigquery'),
        quantity: usage('pubsub.deliveredGiBPerMonth'),
        when: isWritten('bigquery_config.table'),
      },
      {
        name: 'Retained messages',
        price: price('pubsub-retention'),
        quantity: usage('pubsub.retainedGiB'),
        when: both(isWritten('retain_acked_messages'), isOneOf('retain_acked_messages', ['true'], 'false')),
      },
    ],
  },
  {
    service: 'Pub/Sub',
    types: ['google_pubsub_schema'],
    kind: 'free',
    reason: 'Pub/Sub is paid by throughput and storage',
    source: 'https://cloud.google.com/pubsub/pricing',
  },
];

/** What an environment with BigQuery pays for as a whole. */
export const dataEnvironmentPricers: readonly EnvironmentPricer[] = [
  {
    service: bigQuery,
    types: ['google_bigquery_dataset'],
    charges: [
      {
        name: 'Queries on demand',
        price: price('bigquery-queries'),
        region: located,
        quantity: usage('bigQuery.queriedTiBPerMonth'),
      },
      {
        name: 'Storage Write API',
        price: price('bigquery-write-api'),
        region: located,
        quantity: usage('bigQuery.writeApiGBPerMonth'),
      },
      {
        name: 'Legacy streaming inserts',
        price: price('bigquery-streaming-inserts'),
        region: located,
        quantity: usage('bigQuery.streamingInsertsGBPerMonth'),
      },
      {
        name: 'Storage Read API',
        price: price('bigquery-read-api'),
        region: located,
        quantity: usage('bigQuery.readApiTBPerMonth'),
      },
    ],
  },
];

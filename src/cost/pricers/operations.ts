import { both, isOneOf, isWritten, noPrice, not, price, priceByAttribute } from '../choices.ts';
import { divide, fraction, parseExact } from '../exact.ts';
import { hoursInMonth } from '../money.ts';
import { type EnvironmentPricer, known, open, type Quantity, type ResourcePricer } from '../pricer.ts';
import { count, one, times, usage } from '../quantities.ts';
import { readOne } from '../read-attribute.ts';

const observability = 'https://cloud.google.com/stackdriver/pricing';

/** Rotations of a month by a period in seconds: `2592000s`. */
const rotations: Quantity = {
  words: '730 hours / rotation.rotation_period',
  keys: [],
  of: ({ resource }) => {
    const reading = resource && readOne(resource, 'rotation.rotation_period');
    if (reading?.state === 'unknown') return open(reading.because);
    const seconds = reading?.state === 'known' ? parseExact(reading.text.replace(/s$/, '')) : undefined;
    if (seconds === undefined || seconds.top <= 0n) return open('depends on rotation.rotation_period');
    return known(divide(fraction(hoursInMonth * 3600n), seconds));
  },
};

/** Replication in locations of one's own choice is paid for each; automatic replication once. */
const locations = count('replication.user_managed.replicas', 1);

/** Keys, secrets, images and what watches them. */
export const operationsPricers: readonly ResourcePricer[] = [
  {
    service: 'Cloud KMS',
    types: ['google_kms_crypto_key'],
    kind: 'charges',
    charges: [
      {
        name: 'Active key versions',
        price: priceByAttribute(
          'version_template.protection_level',
          { SOFTWARE: 'kms-software-version', HSM: 'kms-hsm-version' },
          'SOFTWARE',
        ),
        quantity: usage('kms.activeVersions'),
        when: isOneOf('purpose', ['ENCRYPT_DECRYPT'], 'ENCRYPT_DECRYPT'),
      },
      {
        name: 'Active key versions',
        price: noPrice('only symmetric keys have a price here'),
        quantity: one,
        when: not(isOneOf('purpose', ['ENCRYPT_DECRYPT'], 'ENCRYPT_DECRYPT')),
      },
      { name: 'Operations', price: price('kms-operations'), quantity: usage('kms.operationsPerMonth') },
    ],
  },
  {
    service: 'Cloud KMS',
    types: ['google_kms_key_ring', 'google_kms_key_ring_import_job'],
    kind: 'free',
    reason: 'the versions of its keys are paid for',
    source: 'https://cloud.google.com/kms/pricing',
  },
  {
    service: 'Secret Manager',
    types: ['google_secret_manager_secret'],
    kind: 'charges',
    charges: [
      {
        name: 'Active versions',
        price: price('secret-version'),
        quantity: times(usage('secretManager.activeVersions'), locations),
      },
      { name: 'Accesses', price: price('secret-access'), quantity: usage('secretManager.accessesPerMonth') },
      {
        name: 'Rotation notifications',
        price: price('secret-rotation'),
        quantity: rotations,
        when: isWritten('rotation.rotation_period'),
      },
    ],
  },
  {
    service: 'Secret Manager',
    types: ['google_secret_manager_secret_version'],
    kind: 'free',
    reason: 'versions are counted with the secret, by spec.usage.secretManager.activeVersions',
    source: 'https://cloud.google.com/secret-manager/pricing',
  },
  {
    service: 'Artifact Registry',
    types: ['google_artifact_registry_repository'],
    kind: 'charges',
    charges: [
      { name: 'Storage', price: price('artifact-storage'), quantity: usage('artifactRegistry.storedGB') },
      {
        name: 'Vulnerability scans',
        price: price('artifact-scanning'),
        quantity: usage('artifactRegistry.scannedImagesPerMonth'),
        when: both(
          isOneOf('format', ['DOCKER'], 'DOCKER'),
          not(isOneOf('vulnerability_scanning_config.enablement_config', ['DISABLED'], 'INHERITED')),
        ),
      },
    ],
  },
  {
    service: 'Cloud Monitoring',
    types: ['google_monitoring_alert_policy'],
    kind: 'charges',
    charges: [{ name: 'Conditions', price: price('monitoring-alert-condition'), quantity: count('conditions') }],
  },
  {
    service: 'Cloud Monitoring',
    types: ['google_monitoring_dashboard', 'google_monitoring_notification_channel', 'google_monitoring_group'],
    kind: 'free',
    reason: 'Monitoring is paid by data, calls and alert conditions',
    source: observability,
  },
  {
    service: 'Cloud Monitoring',
    types: ['google_monitoring_uptime_check_config'],
    kind: 'not priced',
    reason: 'the price book has no price of uptime checks',
  },
  {
    service: 'Cloud Logging',
    types: ['google_logging_*'],
    kind: 'free',
    reason: 'logs are counted with the environment, by spec.usage.logging',
    source: observability,
  },
];

/** What an environment pays for its logs, metrics and Terraform runs as a whole. */
export const operationsEnvironmentPricers: readonly EnvironmentPricer[] = [
  {
    service: 'Cloud Logging',
    types: ['google_*'],
    charges: [
      { name: 'Logs ingested', price: price('logging-ingestion'), quantity: usage('logging.ingestedGiBPerMonth') },
      {
        name: 'Logs kept beyond 30 days',
        price: price('logging-retention'),
        quantity: usage('logging.keptGiBBeyond30Days'),
      },
    ],
  },
  {
    service: 'Cloud Monitoring',
    types: ['google_logging_metric', 'google_monitoring_*', 'google_container_cluster'],
    charges: [
      {
        name: 'Custom metrics',
        price: price('monitoring-metrics'),
        quantity: usage('monitoring.customMetricsMiBPerMonth'),
      },
      { name: 'API reads', price: price('monitoring-api-reads'), quantity: usage('monitoring.apiReadsPerMonth') },
    ],
  },
  {
    service: 'Cloud Monitoring',
    types: ['google_container_cluster'],
    charges: [
      {
        name: 'Prometheus samples',
        price: price('monitoring-samples'),
        quantity: usage('monitoring.prometheusSamplesPerMonth'),
      },
    ],
  },
  {
    service: 'Cloud Monitoring',
    types: ['google_monitoring_alert_policy'],
    charges: [
      {
        name: 'Time series that alerts read',
        price: price('monitoring-alert-series'),
        quantity: usage('monitoring.alertSeriesReadPerMonth'),
      },
    ],
  },
  {
    service: 'Infrastructure Manager',
    types: ['google_*'],
    charges: [
      { name: 'Cloud Build minutes', price: price('build-minute'), quantity: usage('cloudBuild.minutesPerMonth') },
    ],
  },
];

/**
 * What Infrastructure Manager charges for Terraform versions under their newer licence, by resource.
 *
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/terraform-version-deprecation
 */
export const paidTerraform: EnvironmentPricer = {
  service: 'Infrastructure Manager',
  types: ['*'],
  charges: [
    {
      name: 'Resources under a paid Terraform version',
      price: price('config-paid-resources'),
      quantity: {
        words: 'resources of the module',
        keys: [],
        of: ({ resources }) =>
          resources.some(({ key }) => typeof key === 'object')
            ? open('depends on the number of resources, which is known after apply')
            : known(fraction(resources.length)),
      },
    },
  ],
};

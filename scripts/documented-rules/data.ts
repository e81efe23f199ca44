// A table: what the sources of the google provider say of the arguments of data, monitoring and storage services.

import type { ValueRule } from '../../src/terraform/facts/facts.ts';
import type { DocumentedRule } from '../../src/terraform/provider-checks/documented-rules.ts';

const view: ValueRule = { enum: ['BASIC', 'FULL'] };

/** Services for data, names and keys. */
export const dataRules: readonly DocumentedRule[] = [
  {
    types: ['google_dataplex_entry'],
    path: 'entry_type',
    value: {
      pattern: '^projects\\/[1-9]\\d*\\/.+$',
      expected: 'a name that begins with the number of a project: "projects/123456/…"',
    },
    source: 'services/dataplex/resource_dataplex_entry.go',
  },
  {
    types: ['google_dataplex_entry'],
    path: 'aspects.aspect_key',
    value: { pattern: '^[1-9]\\d*\\..+$', expected: 'a key that begins with the number of a project: "123456.…"' },
    source: 'services/dataplex/resource_dataplex_entry.go',
  },
  {
    types: ['google_dns_managed_zone'],
    path: 'description',
    value: { minLength: 1 },
    source: 'services/dns/resource_dns_managed_zone.go',
  },
  {
    types: ['google_dns_record_set'],
    path: 'name',
    value: { pattern: '\\.$', expected: 'a name that ends with a dot, such as "test.example.com."' },
    source: 'services/dns/resource_dns_record_set.go',
  },
  {
    types: ['google_kms_secret_asymmetric'],
    path: 'crc32',
    value: { pattern: '^0*[0-9a-fA-F]{1,8}$', expected: 'a number of 32 bits in hexadecimal digits' },
    source: 'services/kms/data_source_google_kms_secret_asymmetric.go',
  },
  {
    types: ['google_kms_secret_asymmetric'],
    path: 'ciphertext',
    value: {
      pattern:
        '^\\s*(?:(?:[A-Za-z0-9+/]\\s*){4})*(?:(?:[A-Za-z0-9+/]\\s*){2}=\\s*=\\s*|(?:[A-Za-z0-9+/]\\s*){3}=\\s*)?$',
      expected: 'base64',
    },
    source: 'services/kms/data_source_google_kms_secret_asymmetric.go',
  },
  {
    types: ['google_monitoring_slo'],
    path: 'goal',
    value: { above: 0, maximum: 0.9999, expected: 'a number above 0 and up to 0.9999' },
    source: 'services/monitoring/resource_monitoring_slo.go',
  },
  {
    types: ['google_storage_bucket'],
    path: 'labels',
    value: {
      keys: {
        pattern: '^[a-z0-9_-]{1,63}$',
        expected: 'a label key of up to 63 lower-case letters, digits, underscores and hyphens',
      },
    },
    source: 'services/storage/resource_storage_bucket.go',
  },
  {
    types: ['google_storage_object_signed_url'],
    path: 'extension_headers',
    value: {
      keys: { pattern: '^[xX]-[gG][oO][oO][gG]-', expected: 'the name of a header that begins with "x-goog-"' },
    },
    source: 'services/storage/data_source_storage_object_signed_url.go',
  },
  {
    types: ['google_storage_object_signed_url'],
    path: 'http_method',
    value: { enum: ['GET', 'HEAD', 'PUT', 'DELETE'], ignoreCase: true },
    source: 'services/storage/data_source_storage_object_signed_url.go',
  },
  {
    types: ['google_storage_transfer_job'],
    path: 'transfer_spec.transfer_manifest.location',
    value: { pattern: '^gs://[^/]+/.+', expected: 'the path of an object such as "gs://BUCKET/path/manifest.csv"' },
    source: 'services/storagetransfer/resource_storage_transfer_job.go',
  },
  {
    types: ['google_artifact_registry_version', 'google_artifact_registry_versions'],
    path: 'view',
    value: view,
    source: 'services/artifactregistry/data_source_artifact_registry_version.go',
  },
];

import { parseDuration } from '../../hcl/functions/duration.ts';
import type { ValueRule } from '../facts/facts.ts';
import type { DocumentedRule } from './documented-rules.ts';
import { isPublicPeer, isRange } from './network-tests.ts';

const bucketPath: ValueRule = {
  test: (text) => typeof text !== 'string' || !text.trim().startsWith('/'),
  expected: 'a path that does not begin with "/"',
};

/** What the sources of the google provider say of arguments in a way that data cannot: the rest stands in the facts. */
export const testedRules: readonly DocumentedRule[] = [
  {
    types: ['google_compute_vpn_tunnel'],
    path: 'peer_ip',
    value: { test: isPublicPeer, expected: 'a public IP address of the other gateway (none of RFC 5735)' },
    source: 'services/compute/resource_compute_vpn_tunnel.go',
  },
  {
    types: ['google_container_cluster'],
    path: 'cluster_ipv4_cidr',
    value: {
      allowEmpty: true,
      test: (text) => isRange(text, { minimum: 8, maximum: 32, isPrivate: true }),
      expected: 'a private address range (RFC 1918) without host bits, such as `10.96.0.0/14`',
    },
    source: 'verify/validation.go',
  },
  {
    types: ['google_container_cluster'],
    path: 'master_authorized_networks_config.cidr_blocks.cidr_block',
    value: {
      test: (text) => isRange(text, { minimum: 0, maximum: 32 }),
      expected: 'an address range without host bits, such as `203.0.113.0/24`',
    },
    source: 'services/container/resource_container_cluster.go',
  },
  {
    types: ['google_container_cluster'],
    path: 'private_cluster_config.master_ipv4_cidr_block',
    value: {
      allowEmpty: true,
      test: (text) => isRange(text, { minimum: 28, maximum: 28 }),
      expected: 'an address range of size /28 without host bits, such as `172.16.0.0/28`',
    },
    source: 'services/container/resource_container_cluster.go',
  },
  {
    types: ['google_composer_environment'],
    path: 'config.node_config.composer_internal_ipv4_cidr_block',
    value: {
      test: (text) => isRange(text, { minimum: 20, maximum: 20, mayHaveHostBits: true }),
      expected: 'an address range of size /20',
    },
    source: 'services/composer/resource_composer_environment.go',
  },
  {
    types: ['google_composer_environment'],
    path: 'config.software_config.pypi_packages',
    value: {
      keys: {
        test: (name) => typeof name !== 'string' || name === name.toLowerCase(),
        expected: 'the name of a package in lower-case letters',
      },
    },
    source: 'services/composer/resource_composer_environment.go',
  },
  {
    types: ['google_kms_crypto_key'],
    path: 'rotation_period',
    value: {
      allowEmpty: true,
      test: isRotationPeriod,
      expected: 'seconds with up to 9 decimals and a final "s", at least a day ("86400s")',
    },
    source: 'services/kms/kms_utils.go',
  },
  ...['basic_sli.availability', 'windows_based_sli.good_total_ratio_threshold.basic_sli_performance.availability'].map(
    (block) => ({
      types: ['google_monitoring_slo'],
      path: `${block}.enabled`,
      value: { test: (value: string | boolean) => value === true, expected: 'true' },
      source: 'services/monitoring/resource_monitoring_slo.go',
    }),
  ),
  ...['replication_spec', 'transfer_spec'].flatMap((spec) =>
    ['gcs_data_sink', 'gcs_data_source'].map((end) => ({
      types: ['google_storage_transfer_job'],
      path: `${spec}.${end}.path`,
      value: bucketPath,
      source: 'services/storagetransfer/resource_storage_transfer_job.go',
    })),
  ),
  {
    types: ['google_iam_workload_identity_pool'],
    path: 'workload_identity_pool_id',
    value: {
      test: isPoolId,
      expected:
        '4 to 32 lower-case letters, digits and hyphens, not beginning with "gcp-", or a name that ends in ".svc.id.goog"',
    },
    source: 'services/iambeta/resource_iam_workload_identity_pool.go',
  },
  {
    types: ['google'],
    path: 'external_credentials.identity_token',
    value: { test: isToken, expected: 'a JSON web token: three parts of base64url text between dots' },
    source: 'provider/provider_validators.go',
  },
  {
    types: ['google'],
    path: 'batching.send_after',
    value: { test: isWait, expected: 'a duration that is not negative, such as "3s"' },
    source: 'provider/provider.go',
  },
];

/** The provider takes off all trailing letters of `.svc.id.goog`, not just that ending, before it looks at the rest. */
function isPoolId(value: string | boolean): boolean {
  if (typeof value !== 'string' || value.startsWith('gcp-')) return false;
  let end = value.length;
  if (value.endsWith('.svc.id.goog')) while (end > 0 && '.svcidgo'.includes(value[end - 1] ?? ' ')) end -= 1;
  return /^[0-9a-z-]{4,32}$/.test(value.slice(0, end));
}

function isToken(value: string | boolean): boolean {
  if (typeof value !== 'string') return false;
  const parts = value.split('.');
  return parts.length === 3 && parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part) && part.length % 4 !== 1);
}

function isRotationPeriod(value: string | boolean): boolean {
  const match = /^((?:\d+(?:\.\d{1,9})?|\.\d{1,9}))s$/.exec(String(value));
  return match !== null && Number(match[1]) >= 86_400;
}

function isWait(value: string | boolean): boolean {
  const duration = typeof value === 'string' ? parseDuration(value) : undefined;
  return duration !== undefined && duration >= 0n;
}

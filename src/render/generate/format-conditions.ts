import { hclString } from '../languages/hcl-literal.ts';

/** Patterns (RE2) of the formats of parameter schemas that have one, with words for messages. Looser than imprint's own check in places, never stricter. */
const patterns: Readonly<Record<string, readonly [string, string]>> = {
  'bigquery-dataset': ['^[A-Za-z0-9_]+$', 'a dataset name of letters, digits and underscores'],
  date: ['^[0-9]{4}-[0-9]{2}-[0-9]{2}$', 'a date such as 2026-11-30'],
  'deployment-id': ['^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$', 'a deployment id'],
  duration: ['^[0-9]+(\\.[0-9]{1,9})?s$', 'a duration in seconds such as 300s'],
  email: ['^[^@\\s]+@[^@\\s]+$', 'an email address'],
  'gcp-label': ['^[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}$', 'a label value'],
  'gcp-label-key': ['^[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}$', 'a label key'],
  'gcp-project-id': ['^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$', 'a project id'],
  'gcp-region': ['^[a-z]+(-[a-z]+)+[0-9]+$', 'a region such as us-central1'],
  'gcp-resource-name': ['^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$', 'a name of lowercase letters, digits and hyphens'],
  'gcp-zone': ['^[a-z]+(-[a-z]+)+[0-9]+-[a-z0-9]+$', 'a zone such as us-central1-a'],
  'gcs-bucket': ['^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$', 'a bucket name'],
  'gcs-uri': ['^gs://[a-z0-9][a-z0-9._-]+', 'a Cloud Storage address such as gs://bucket/folder'],
  'go-duration': ['^([0-9]+(\\.[0-9]+)?[hms])+$', 'a duration such as 1h30m'],
  'kms-key': ['^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$', 'the name of a KMS key'],
  'secret-version': [
    '^projects/[^/]+/(locations/[^/]+/)?secrets/[^/]+/versions/[^/]+$',
    'the name of a secret version',
  ],
  'service-account': ['^[^@\\s]+@[^@\\s]+\\.gserviceaccount\\.com$', 'the email address of a service account'],
  uuid: ['^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$', 'a UUID'],
};

/** The condition under which Terraform accepts a value of a format; undefined for formats that Terraform cannot tell. */
export function formatCondition(
  format: string,
  value: string,
): { readonly condition: string; readonly words: string } | undefined {
  if (format === 'cidr') return { condition: `can(cidrhost(${value}, 0))`, words: 'a CIDR range such as 10.0.0.0/16' };
  if (format === 'date-time')
    return { condition: `can(formatdate("YYYY", ${value}))`, words: 'a time such as 2026-11-30T12:00:00Z' };
  const known = Object.hasOwn(patterns, format) ? patterns[format] : undefined;
  if (known === undefined) return undefined;
  return { condition: `can(regex(${hclString(known[0])}, ${value}))`, words: known[1] };
}

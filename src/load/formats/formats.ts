import type { FormatCheck, FormatFault } from './format.ts';
import { gcpLocation, gcpRegion, gcpZone } from './locations.ts';
import { cidr, email, hostname, ip, ipv4, ipv6 } from './network.ts';
import {
  bigqueryDataset,
  deploymentId,
  gcpLabel,
  gcpLabelKey,
  gcpProjectId,
  gcpResourceName,
  gcsBucket,
  gcsUri,
  kmsKey,
  secretVersion,
  serviceAccount,
} from './resource-names.ts';
import {
  date,
  dateTime,
  duration,
  goDuration,
  semver,
  semverRange,
  terraformConstraint,
  uri,
  uuid,
} from './time-and-version.ts';

/** Every format our schemas and blueprints may use. */
const formatChecks: Readonly<Record<string, FormatCheck>> = {
  'bigquery-dataset': bigqueryDataset,
  cidr,
  date,
  'date-time': dateTime,
  'deployment-id': deploymentId,
  duration,
  email,
  'gcp-label': gcpLabel,
  'gcp-label-key': gcpLabelKey,
  'gcp-location': gcpLocation,
  'gcp-project-id': gcpProjectId,
  'gcp-region': gcpRegion,
  'gcp-resource-name': gcpResourceName,
  'gcp-zone': gcpZone,
  'gcs-bucket': gcsBucket,
  'gcs-uri': gcsUri,
  'go-duration': goDuration,
  hostname,
  ip,
  ipv4,
  ipv6,
  'kms-key': kmsKey,
  'secret-version': secretVersion,
  semver,
  'semver-range': semverRange,
  'service-account': serviceAccount,
  'terraform-constraint': terraformConstraint,
  uri,
  uuid,
};

/** Names of the formats, sorted. */
export const formatNames: readonly string[] = Object.keys(formatChecks).sort();

/** What is wrong with a text of this format; undefined when it fits, or when there is no such format. */
export function checkFormat(name: string, value: string): FormatFault | undefined {
  return Object.hasOwn(formatChecks, name) ? formatChecks[name]?.(value) : undefined;
}

/** The formats as Ajv takes them. A name unknown to our lists fails here too; `explainSchemaErrors` makes a warning of it. */
export const formats: Readonly<Record<string, (value: string) => boolean>> = Object.fromEntries(
  formatNames.map((name) => [name, (value: string) => checkFormat(name, value) === undefined]),
);

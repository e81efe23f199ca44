import type { Evaluation, ResourceInstance } from '../evaluation.ts';
import { blocksAt, tableByType, textOf } from './blocks-at.ts';

/** A value that its service does not know. */
export interface UnknownServiceValue {
  readonly address: string;
  readonly path: readonly (string | number)[];
  readonly value: string;
  /** What is expected, as a phrase. */
  readonly expected: string;
}

/** A value whose form the provider does not check: where it stands, and what the service takes. */
interface ServiceValue {
  /** `type.block.attribute`. */
  readonly at: string;
  readonly expected: string;
  readonly isRight: (value: string) => boolean;
}

/** One of a list, spelt as the service spells it. */
function oneOf(at: string, ...words: readonly string[]): ServiceValue {
  return { at, expected: words.join(', '), isRight: (value) => words.includes(value) };
}

function like(at: string, expected: string, pattern: RegExp): ServiceValue {
  return { at, expected, isRight: (value) => pattern.test(value) };
}

const machineSizes =
  'micro|small|medium|standard|high(mem|cpu|gpu|tpu|lssd)|(mega|ultra|hyper)mem|(mega|ultra|edge|max)gpu|custom';

/**
 * Values the provider hands on as they are, a slip included; found by trying them with provider 7.45.0.
 *
 * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs
 */
const serviceValues: readonly ServiceValue[] = [
  oneOf('google_project_iam_audit_config.audit_log_config.log_type', 'ADMIN_READ', 'DATA_READ', 'DATA_WRITE'),
  oneOf('google_compute_instance.scheduling.provisioning_model', 'STANDARD', 'SPOT', 'FLEX_START', 'RESERVATION_BOUND'),
  like(
    'google_compute_instance.machine_type',
    'a machine type such as n2-standard-4',
    new RegExp(`^(projects/.+|zones/.+|[a-z]\\w*-(${machineSizes})(-.+)?|custom-.+)$`),
  ),
  oneOf('google_storage_bucket.public_access_prevention', 'enforced', 'inherited'),
  oneOf(
    'google_storage_bucket.lifecycle_rule.action.type',
    'Delete',
    'SetStorageClass',
    'AbortIncompleteMultipartUpload',
  ),
  like('google_cloud_scheduler_job.schedule', 'five fields of cron, or `every 5 minutes`', /^(\S+\s+){4}\S+$|^every /),
  { at: 'google_cloud_scheduler_job.time_zone', expected: 'a time zone such as America/New_York', isRight: isTimeZone },
  like(
    'google_datastream_stream.destination_config.bigquery_destination_config.data_freshness',
    'seconds such as 900s',
    /^\d+s$/,
  ),
  like(
    'google_datastream_stream.destination_config.bigquery_destination_config.single_target_dataset.dataset_id',
    'project:dataset or projects/project/datasets/dataset',
    /^[^:/]+:\w+$|^projects\/[^/]+\/datasets\/\w+$/,
  ),
  oneOf(
    'google_bigquery_datapolicyv2_data_policy.data_policy_type',
    'DATA_MASKING_POLICY',
    'RAW_DATA_ACCESS_POLICY',
    'COLUMN_LEVEL_SECURITY_POLICY',
  ),
];

const valuesOfType = tableByType(serviceValues.map((value) => [value.at, value]));

/** Written values that the provider takes and the service refuses, in the order of the evaluation. */
export function unknownServiceValues({ resources }: Pick<Evaluation, 'resources'>): readonly UnknownServiceValue[] {
  return resources.filter(({ mode }) => mode === 'managed').flatMap((one) => [...deletionPolicy(one), ...ofTable(one)]);
}

function ofTable({ type, address, configuration }: ResourceInstance): UnknownServiceValue[] {
  return (valuesOfType.get(type) ?? []).flatMap(([names, { expected, isRight }]) => {
    const attribute = names.at(-1) ?? '';
    return blocksAt(configuration, names.slice(0, -1)).flatMap(({ block, path }) => {
      const value = textOf(block, attribute);
      return value === undefined || isRight(value) ? [] : [{ address, path: [...path, attribute], value, expected }];
    });
  });
}

const deletionPolicies = ['DELETE', 'PREVENT', 'ABANDON'];

/** Words of single types, such as `google_secret_manager_secret_version` and `google_container_attached_cluster`. */
const rareDeletionPolicies: ReadonlySet<string> = new Set([
  '',
  'DEFAULT',
  'DELETE_IF_DRAFTED',
  'DELETE_IGNORE_ERRORS',
  'DISABLE',
  'FORCE',
  'RENAME_ON_DESTROY',
]);

/** Most types have it, and any text that is none of these means DELETE. */
function deletionPolicy({ type, address, configuration }: ResourceInstance): UnknownServiceValue[] {
  if (!type.startsWith('google_')) return [];
  const value = textOf(configuration, 'deletion_policy');
  if (value === undefined || deletionPolicies.includes(value) || rareDeletionPolicies.has(value)) return [];
  return [{ address, path: ['deletion_policy'], value, expected: deletionPolicies.join(', ') }];
}

/** Zones that are asked about most: to ask `Intl` loads its data, which takes as long as checking a small module. */
const commonTimeZones: readonly string[] = [
  'UTC',
  'Etc/UTC',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Asia/Tokyo',
  'Asia/Singapore',
];

function isTimeZone(value: string): boolean {
  if (commonTimeZones.includes(value)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

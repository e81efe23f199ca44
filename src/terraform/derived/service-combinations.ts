import type { ObjectValue } from '../../hcl/value.ts';
import type { Evaluation, ResourceInstance } from '../evaluation.ts';
import { blocksAt, isWritten, tableByType, textOf } from './blocks-at.ts';

/** Values that a service refuses together. */
export interface ServiceCombination {
  readonly address: string;
  readonly path: readonly (string | number)[];
  /** What is wrong with them, as a clause. */
  readonly fault: string;
}

/** Looks at one block; what is wrong with it, or undefined. */
type Test = (block: ObjectValue) => string | undefined;

/**
 * Combinations that plan and that the service refuses, by `type.block`; found by trying them with provider 7.45.0.
 *
 * @see https://docs.cloud.google.com/run/docs/configuring/services/memory-limits, datastream.googleapis.com, storage.googleapis.com,
 *   logging.googleapis.com and monitoring.googleapis.com in https://docs.cloud.google.com/apis
 */
const tests: Readonly<Record<string, Test>> = {
  'google_cloud_run_v2_service.template.containers.resources': memoryFits,
  'google_cloud_run_v2_job.template.template.containers.resources': memoryFits,
  // With neither, MySQL is followed by the position in its binary log.
  'google_datastream_stream.source_config.mysql_source_config': notBoth('gtid', 'binary_log_position'),
  'google_datastream_stream.source_config.sql_server_source_config': exactlyOne('transaction_logs', 'change_tables'),
  'google_datastream_stream.source_config.oracle_source_config': notBoth('drop_large_objects', 'stream_large_objects'),
  'google_datastream_connection_profile.mysql_profile': exactlyOne('password', 'secret_manager_stored_password'),
  'google_datastream_connection_profile.postgresql_profile': exactlyOne('password', 'secret_manager_stored_password'),
  'google_datastream_connection_profile.oracle_profile': exactlyOne('password', 'secret_manager_stored_password'),
  'google_datastream_connection_profile.sql_server_profile': exactlyOne('password', 'secret_manager_stored_password'),
  'google_storage_bucket.lifecycle_rule': lifecycleIsWhole,
  google_logging_metric: metricIsOneOfTwo,
  'google_monitoring_alert_policy.conditions.condition_threshold': alertNamesItsMetric,
  'google_monitoring_alert_policy.conditions.condition_absent': alertNamesItsMetric,
};

const testsOfType = tableByType(Object.entries(tests));

/** Combinations of written values that a service refuses, in the order of the evaluation. */
export function refusedByService({ resources }: Pick<Evaluation, 'resources'>): readonly ServiceCombination[] {
  return resources.filter(({ mode }) => mode === 'managed').flatMap(faultsOf);
}

function faultsOf({ type, address, configuration }: ResourceInstance): ServiceCombination[] {
  return (testsOfType.get(type) ?? []).flatMap(([names, test]) =>
    blocksAt(configuration, names).flatMap(({ block, path }) => {
      const fault = test(block);
      return fault === undefined ? [] : [{ address, path, fault }];
    }),
  );
}

function exactlyOne(one: string, other: string): Test {
  return (block) => {
    const isBoth = isWritten(block, one) && isWritten(block, other);
    if (isBoth) return `\`${one}\` and \`${other}\` exclude each other`;
    return isWritten(block, one) || isWritten(block, other)
      ? undefined
      : `one of \`${one}\` and \`${other}\` is needed`;
  };
}

function notBoth(one: string, other: string): Test {
  return (block) =>
    isWritten(block, one) && isWritten(block, other) ? `\`${one}\` and \`${other}\` exclude each other` : undefined;
}

/** CPUs that Cloud Run wants at least for more memory than so many GiB. */
const cpusAbove: readonly (readonly [gib: number, cpus: number])[] = [
  [24, 8],
  [16, 6],
  [8, 4],
  [4, 2],
];

function memoryFits(block: ObjectValue): string | undefined {
  const limits = block.entries.get('limits');
  if (limits?.kind !== 'map') return undefined;
  const [cpu, memory] = ['cpu', 'memory'].map((name) => limits.entries.get(name));
  if (cpu?.kind !== 'string' || memory?.kind !== 'string') return undefined;
  const cpus = cpu.value.endsWith('m') ? Number.parseFloat(cpu.value) / 1000 : Number(cpu.value);
  const [, amount, unit] = /^(\d+)(Mi|Gi)$/.exec(memory.value) ?? [];
  const gib = unit === 'Mi' ? Number(amount) / 1024 : Number(amount);
  const least = cpusAbove.find(([above]) => gib > above)?.[1] ?? 0;
  if (cpus < least) return `${memory.value} of memory need ${least} CPUs, not ${cpu.value}`;
  const leastGib = cpus >= 6 ? 4 : cpus >= 4 ? 2 : 0;
  return gib < leastGib ? `${cpu.value} CPUs need ${leastGib}Gi of memory, not ${memory.value}` : undefined;
}

function lifecycleIsWhole(rule: ObjectValue): string | undefined {
  const [action] = blocksAt(rule, ['action']);
  const [condition] = blocksAt(rule, ['condition']);
  if (action && textOf(action.block, 'type') === 'SetStorageClass' && !isWritten(action.block, 'storage_class'))
    return '`SetStorageClass` needs a `storage_class`';
  const isEmpty = condition && [...condition.block.entries.keys()].every((name) => !isWritten(condition.block, name));
  return isEmpty ? 'a condition without anything in it holds for every object' : undefined;
}

function metricIsOneOfTwo(metric: ObjectValue): string | undefined {
  const [descriptor] = blocksAt(metric, ['metric_descriptor']);
  if (descriptor === undefined) return undefined;
  const [kind, type] = ['metric_kind', 'value_type'].map((name) => textOf(descriptor.block, name));
  if (kind === undefined || type === undefined) return undefined;
  if (kind !== 'DELTA' || !['INT64', 'DISTRIBUTION'].includes(type))
    return `a metric made of logs is DELTA with INT64 or DISTRIBUTION, not ${kind} with ${type}`;
  const needsExtractor = type === 'DISTRIBUTION' && !isWritten(metric, 'value_extractor');
  return needsExtractor ? 'a distribution needs a `value_extractor`' : undefined;
}

function alertNamesItsMetric(condition: ObjectValue): string | undefined {
  const filter = textOf(condition, 'filter');
  if (filter !== undefined && !/\bmetric\.type\b/.test(filter)) return 'the filter names no `metric.type`';
  const seconds = /^(\d+)s$/.exec(textOf(condition, 'duration') ?? '')?.[1];
  if (seconds !== undefined && Number(seconds) % 60 !== 0) return `a duration is whole minutes, not ${seconds} seconds`;
  return undefined;
}

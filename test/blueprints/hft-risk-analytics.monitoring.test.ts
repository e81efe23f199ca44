import { describe, expect, it } from 'vitest';
import { environments } from './flagship.ts';
import { at, type Plain, planFlagship } from './planned-module.ts';

/**
 * Metric types the services write, with the resource they write them for and whether they are distributions.
 * @see https://cloud.google.com/monitoring/api/metrics_gcp
 */
const metrics: Readonly<Record<string, { readonly resource: string; readonly isDistribution?: true }>> = {
  'bigquery.googleapis.com/query/scanned_bytes_billed': { resource: 'global' },
  'datastream.googleapis.com/stream/event_count': { resource: 'datastream.googleapis.com/Stream' },
  'datastream.googleapis.com/stream/freshness': { resource: 'datastream.googleapis.com/Stream' },
  'datastream.googleapis.com/stream/total_latencies': {
    resource: 'datastream.googleapis.com/Stream',
    isDistribution: true,
  },
  'datastream.googleapis.com/stream/unsupported_event_count': { resource: 'datastream.googleapis.com/Stream' },
  'kubernetes.io/node/accelerator/duty_cycle': { resource: 'k8s_node' },
  'kubernetes.io/node/accelerator/memory_bandwidth_utilization': { resource: 'k8s_node' },
  'kubernetes.io/node/accelerator/memory_total': { resource: 'k8s_node' },
  'kubernetes.io/node/accelerator/memory_used': { resource: 'k8s_node' },
  'kubernetes.io/node/accelerator/tensorcore_utilization': { resource: 'k8s_node' },
  'kubernetes.io/node/interruption_count': { resource: 'k8s_node' },
  'pubsub.googleapis.com/subscription/num_undelivered_messages': { resource: 'pubsub_subscription' },
  'pubsub.googleapis.com/subscription/oldest_unacked_message_age': { resource: 'pubsub_subscription' },
  'run.googleapis.com/container/instance_count': { resource: 'cloud_run_revision' },
  'run.googleapis.com/container/startup_latencies': { resource: 'cloud_run_revision', isDistribution: true },
  'run.googleapis.com/request_count': { resource: 'cloud_run_revision' },
  'run.googleapis.com/request_latencies': { resource: 'cloud_run_revision', isDistribution: true },
  'tpu.googleapis.com/accelerator/duty_cycle': { resource: 'tpu.googleapis.com/GceTpuWorker' },
  'tpu.googleapis.com/accelerator/memory_bandwidth_utilization': { resource: 'tpu.googleapis.com/GceTpuWorker' },
  'tpu.googleapis.com/accelerator/memory_total': { resource: 'tpu.googleapis.com/GceTpuWorker' },
  'tpu.googleapis.com/accelerator/memory_used': { resource: 'tpu.googleapis.com/GceTpuWorker' },
  'tpu.googleapis.com/accelerator/tensorcore_utilization': { resource: 'tpu.googleapis.com/GceTpuWorker' },
  'tpu.googleapis.com/instance/interruption_count': { resource: 'tpu.googleapis.com/GceTpuWorker' },
};

describe.each(environments)('monitoring of %s', async (environment) => {
  const { resources } = await planFlagship(environment);
  const hasAccelerator = environment !== 'dev';
  const policies = resources
    .filter(({ type }) => type === 'google_monitoring_alert_policy')
    .map(({ values }) => values);
  const ownMetrics = resources.filter(({ type }) => type === 'google_logging_metric').map(({ values }) => values);
  const [dashboard] = resources
    .filter(({ type }) => type === 'google_monitoring_dashboard')
    .map(({ values }) => values);
  const layout = JSON.parse(String(dashboard?.['dashboard_json'])).mosaicLayout;

  it('alerts somebody, says what to do, and closes by itself', () => {
    expect(policies.length).toBe(hasAccelerator ? 12 : 9);
    for (const policy of policies) {
      expect(at(policy, 'notification_channels').flat().length).toBe(1);
      expect(String(at(policy, 'documentation.content')[0]).length).toBeGreaterThan(40);
      expect(at(policy, 'alert_strategy.auto_close')).toEqual(['1800s']);
      expect(['CRITICAL', 'ERROR', 'WARNING']).toContain(policy['severity']);
    }
  });

  it('asks for metrics that exist, on the resource they are written for, with an aligner that fits them', () => {
    const conditions = policies.flatMap((policy) => [
      ...at(policy, 'conditions.condition_threshold'),
      ...at(policy, 'conditions.condition_absent'),
    ]);
    const alerts = conditions.flatMap((condition) => [
      ...at(condition, 'filter').map((filter) => [filter, at(condition, 'aggregations.per_series_aligner')[0]]),
      ...at(condition, 'denominator_filter').map((filter) => [
        filter,
        at(condition, 'denominator_aggregations.per_series_aligner')[0],
      ]),
    ]);
    const charts = at(layout, 'tiles.widget.xyChart.dataSets.timeSeriesQuery.timeSeriesFilter').map((query) => [
      at(query, 'filter')[0],
      at(query, 'aggregation.perSeriesAligner')[0],
    ]);
    expect(charts.length).toBe(hasAccelerator ? 22 : 15);
    for (const [filter, aligner] of [...alerts, ...charts]) expectFits(String(filter), String(aligner));
  });

  it('compares and waits as the service can', () => {
    for (const policy of policies) {
      const isFloor = String(policy['display_name']).endsWith('TPU idle');
      for (const comparison of at(policy, 'conditions.condition_threshold.comparison'))
        expect(comparison).toBe(isFloor ? 'COMPARISON_LT' : 'COMPARISON_GT');
      const [duration] = [
        ...at(policy, 'conditions.condition_threshold.duration'),
        ...at(policy, 'conditions.condition_absent.duration'),
      ];
      expect(Number.parseInt(String(duration), 10) % 60).toBe(0);
    }
  });

  it('counts and measures from logs in the two ways there are', () => {
    const kinds = ownMetrics.map((metric) => [
      ...at(metric, 'metric_descriptor.metric_kind'),
      ...at(metric, 'metric_descriptor.value_type'),
    ]);
    expect(kinds).toEqual([
      ['DELTA', 'INT64'],
      ['DELTA', 'DISTRIBUTION'],
      ...(hasAccelerator ? [['DELTA', 'DISTRIBUTION']] : []),
    ]);
    for (const metric of ownMetrics) {
      expect(Object.keys(at(metric, 'label_extractors')[0] ?? {})).toEqual(at(metric, 'metric_descriptor.labels.key'));
      const isDistribution = at(metric, 'metric_descriptor.value_type')[0] === 'DISTRIBUTION';
      expect(at(metric, 'value_extractor').length + at(metric, 'bucket_options').length > 0).toBe(isDistribution);
    }
  });

  it('starts to look at silence when the stream runs', () => {
    expect(policies.filter(({ enabled }) => enabled === false).map(({ display_name }) => display_name)).toEqual([
      `hft-risk-${environment} Datastream silent`,
    ]);
  });

  it('lays the dashboard out in rows of twelve columns, no tile over another', () => {
    const cells = (layout.tiles as readonly Tile[]).flatMap(({ xPos = 0, yPos = 0, width, height }) => {
      expect(xPos + width).toBeLessThanOrEqual(layout.columns);
      return Array.from(
        { length: width * height },
        (_, index) => `${xPos + (index % width)},${yPos + Math.floor(index / width)}`,
      );
    });
    expect(new Set(cells).size).toBe(cells.length);
    for (const tile of layout.tiles) expect(tile).not.toHaveProperty('xPos', 0);
  });

  function expectFits(filter: string, aligner: string): void {
    const name = /metric\.type = "([^"]+)"/.exec(filter)?.[1] ?? '';
    const own = ownMetrics.find((metric) => name === `logging.googleapis.com/user/${metric['name']}`);
    const known =
      own === undefined ? metrics[name] : { resource: 'cloud_run_revision', isDistribution: isDistribution(own) };
    expect(known, name).toBeDefined();
    expect(filter).toContain(`resource.type = "${known?.resource}"`);
    expect(aligner.startsWith('ALIGN_PERCENTILE'), filter).toBe(known?.isDistribution === true);
  }
});

interface Tile {
  readonly xPos?: number;
  readonly yPos?: number;
  readonly width: number;
  readonly height: number;
}

function isDistribution(metric: { readonly [name: string]: Plain }): boolean {
  return at(metric, 'metric_descriptor.value_type')[0] === 'DISTRIBUTION';
}

import { metrics } from '@opentelemetry/api';

/** Ends the export of traces and metrics; resolves once what was collected has been sent, or could not be. */
export type StopTelemetry = () => Promise<void>;

/**
 * Starts exporting traces and metrics by OTLP over HTTP, when the environment says where to.
 *
 * Without `OTEL_EXPORTER_OTLP_ENDPOINT` (or with `OTEL_SDK_DISABLED=true`) nothing is loaded, and spans and instruments are empty ones.
 *
 * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export async function startTelemetry(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<StopTelemetry> {
  if (!environment['OTEL_EXPORTER_OTLP_ENDPOINT'] || environment['OTEL_SDK_DISABLED'] === 'true')
    return async () => undefined;
  const [sdk, { OTLPTraceExporter }, sdkMetrics, { OTLPMetricExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/exporter-metrics-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const resource = resourceFromAttributes({
    'service.name': environment['K_SERVICE'] ?? 'risk-api',
    'service.version': environment['K_REVISION'] ?? 'local',
  });
  const traces = new sdk.NodeTracerProvider({
    resource,
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  });
  traces.register();
  const reader = new sdkMetrics.PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: 60_000,
  });
  const meters = new sdkMetrics.MeterProvider({ resource, readers: [reader] });
  metrics.setGlobalMeterProvider(meters);
  return async () => {
    await Promise.allSettled([traces.shutdown(), meters.shutdown()]);
  };
}

import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { buildServer } from './http/server.ts';
import { InferenceClient } from './inference/inference-client.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';
import { BigQueryDatabase, connectBigQuery } from './store/bigquery-database.ts';
import { RiskStore } from './store/risk-store.ts';
import { startTelemetry } from './telemetry/telemetry.ts';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const stopTelemetry = await startTelemetry(process.env);
  const database = new BigQueryDatabase(connectBigQuery(settings.project), settings.dataset);
  const server = buildServer({
    settings,
    store: new RiskStore(database, tablesOf(settings)),
    inference: settings.inferenceUrl === undefined ? undefined : new InferenceClient(settings.inferenceUrl),
    now: () => new Date(),
  });
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await server.listen({ port: settings.port, host: settings.host });
  await stopped;
  server.log.info('stopping');
  const isDrained = await Promise.race([
    server.close().then(() => true),
    wait(settings.drainTimeoutMs, false, { ref: false }),
  ]);
  if (!isDrained) server.log.error({ error_type: 'drain-timeout' }, 'requests were cut off');
  await Promise.race([stopTelemetry(), wait(1000, undefined, { ref: false })]);
  // Connections of Google's client stay open for minutes, and requests that were cut off are not to be waited for.
  process.exit(isDrained ? 0 : 1);
}

function tablesOf({ project, dataset, positionsTable, metricsTable }: Settings): {
  positions: string;
  metrics: string;
} {
  const prefix = project === undefined ? dataset : `${project}.${dataset}`;
  return { positions: `${prefix}.${positionsTable}`, metrics: `${prefix}.${metricsTable}` };
}

try {
  await main();
} catch (error) {
  const message = error instanceof SettingsError ? error.message : 'the service cannot start';
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  process.stdout.write(
    `${JSON.stringify({ severity: 'CRITICAL', component: 'risk-api', error_type: 'start', message, code })}\n`,
  );
  process.exitCode = 1;
}

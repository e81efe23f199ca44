import type { Clock } from '../../../src/config-api/clock.ts';
import type { Deployment } from '../../../src/config-api/deployment.ts';
import { limits } from '../../../src/config-api/limits.ts';
import type { Revision } from '../../../src/config-api/revision.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../../src/config-api/transport.ts';
import { deliver } from '../../../src/emulator/deliver.ts';
import { faultList } from '../../../src/emulator/faults/fault-list.ts';
import { runQueue } from '../../../src/emulator/operations/run-queue.ts';
import { type EmulatorOptions, settingsOf } from '../../../src/emulator/options.ts';
import { seededRandom } from '../../../src/emulator/random.ts';
import { noQuotas } from '../../../src/emulator/rate-quotas.ts';
import { requestLog } from '../../../src/emulator/request-log.ts';
import { memoryObjectStore } from '../../../src/emulator/storage/object-store.ts';
import { memoryTable, memoryTables, type Table, type Tables } from '../../../src/emulator/tables.ts';
import type { World } from '../../../src/emulator/world.ts';
import { allEngines, loadEngines } from '../../../src/hcl/functions/load-engines.ts';

/** The emulator with its real quota of mutations, one that can be restarted and looked into. */
export interface Service extends Transport {
  /** Everything that is only in memory is lost; what the tables hold goes through JSON and back. */
  restart(): void;
  /** Sorted by name. */
  deployments(): readonly Deployment[];
  /** Of a deployment, the oldest first. */
  revisions(deployment: string): readonly Revision[];
  /** Names of all staged packages. */
  staged(bucket: string): readonly string[];
  /** How many mutations were refused because the quota was used up. */
  readonly refused: () => number;
}

const engines = await loadEngines(allEngines);

/** Makes one with nothing in it. It answers without waiting, so that a virtual clock never runs ahead of it. */
export function createService(options: EmulatorOptions): Service {
  let world = emptyWorld(options);
  let refused = 0;
  const quota = mutationQuota(options.clock);
  const answer = async (request: HttpRequest): Promise<HttpResponse> => {
    if (request.method !== 'GET' && /\/v1\/projects\//.test(request.url) && !quota()) {
      refused += 1;
      return quotaAnswer();
    }
    return deliver(world, request);
  };
  return {
    send: async (request, signal) => {
      signal?.throwIfAborted();
      return answer(request);
    },
    restart() {
      world = restarted(world);
    },
    deployments: () =>
      [...world.tables.deployments.values()].sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    revisions: (deployment) => world.tables.revisions.children(deployment),
    staged: (bucket) => world.objects.objects(bucket, 'imprint/').map(({ name }) => name),
    refused: () => refused,
  };
}

function emptyWorld(options: EmulatorOptions): World {
  const settings = settingsOf(options);
  const random = seededRandom(settings.seed);
  const tables = memoryTables();
  let last = 0;
  return {
    settings,
    random,
    engines,
    facts: undefined,
    tables,
    objects: memoryObjectStore(),
    faults: faultList(tables.faults, random),
    rateQuotas: noQuotas,
    requests: requestLog(),
    running: runQueue(),
    plans: new Map(),
    next: () => ++last,
    keepChanges: () => undefined,
  };
}

/** The world as a process finds it that starts on what the last one left: operations that run are known by their records. */
function restarted(world: World): World {
  const tables: Tables = {
    // The tables a client of ours fills; the others are empty here.
    ...world.tables,
    deployments: reloaded(world.tables.deployments, ({ name }) => name),
    revisions: reloaded(world.tables.revisions, ({ name }) => name),
    resources: reloaded(world.tables.resources, ({ name }) => name),
    operations: reloaded(world.tables.operations, ({ operation }) => operation.name),
    requests: reloaded(world.tables.requests, ({ name }) => name),
  };
  const running = runQueue(tables.operations.values());
  return { ...world, tables, running, plans: new Map() };
}

function reloaded<T>(table: Table<T>, nameOf: (value: T) => string | undefined): Table<T> {
  const copy = memoryTable<T>();
  for (const value of table.values()) copy.put(nameOf(value) ?? '', JSON.parse(JSON.stringify(value)) as T);
  return copy;
}

/** Counts mutations in a sliding minute; false when one is too many. */
function mutationQuota(clock: Clock): () => boolean {
  let times: number[] = [];
  return () => {
    times = times.filter((time) => clock.now() - time < 60_000);
    if (times.length >= limits.mutationsPerMinute) return false;
    times.push(clock.now());
    return true;
  };
}

function quotaAnswer(): HttpResponse {
  const details = [
    { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'RATE_LIMIT_EXCEEDED', domain: 'googleapis.com' },
  ];
  const error = {
    code: 429,
    message: 'Quota exceeded: mutating requests per minute',
    status: 'RESOURCE_EXHAUSTED',
    details,
  };
  return { status: 429, headers: {}, body: new TextEncoder().encode(JSON.stringify({ error })) };
}
